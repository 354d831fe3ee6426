import { describe, expect, it } from 'vitest';
import { damage, expectRefusals } from '../fuzz.test-helper.ts';
import { encodeOnnx } from './encodeOnnx.ts';
import { protobuf } from './protobuf.ts';
import { readOnnxSummary } from './readOnnxSummary.ts';
import { smallGraph } from './smallGraph.test-helper.ts';

const { message, text, varint } = protobuf;
const small = encodeOnnx(smallGraph);
const entry = (key: string, value: string) => message(14, [text(1, key), text(2, value)]);
const refusal = (reason: RegExp) => expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(reason) });

describe('readOnnxSummary', () => {
  it('names inputs and outputs in their order, with their types', () => {
    expect(readOnnxSummary(small, 'a.onnx')).toEqual({
      inputs: ['x', 'pick'],
      outputs: ['größe', 'shape'],
      types: new Map([
        ['x', { type: 'float32', shape: ['S', 4] }],
        ['pick', { type: 'bool', shape: [1] }],
        ['größe', { type: 'float32', shape: ['S', 2] }],
        ['shape', { type: 'int64', shape: [2] }],
      ]),
      external: true,
      opset: 23,
      metadata: {},
    });
  });

  it('takes a type it does not know, a shape that is not told and a size without a name for what they are', () => {
    const value = (name: string, tensor: Uint8Array) => message(11, [text(1, name), message(2, [message(1, [tensor])])]);
    const open = Buffer.concat([varint(1, 1), message(2, [message(1, [])])]);
    const graph = message(7, [value('a', varint(1, 20)), value('b', open), message(11, [text(1, 'c')])]);
    expect([...readOnnxSummary(graph, 'a.onnx').types.values()]).toEqual([
      { type: 'type 20', shape: null },
      { type: 'float32', shape: [null] },
      { type: '', shape: null },
    ]);
    const wide = Buffer.concat(Array.from({ length: 65 }, () => message(1, [varint(1, 1)])));
    expect(() => readOnnxSummary(message(7, [value('a', message(2, [wide]))]), 'a.onnx')).toThrow(refusal(/dimensions/));
  });

  it('takes no constant for an input, though older files list it as one', () => {
    const graph = message(7, [message(11, [text(1, 'x')]), message(11, [text(1, 'w')]), message(5, [varint(2, 1), text(8, 'w')])]);
    expect(readOnnxSummary(graph, 'a.onnx')).toMatchObject({ inputs: ['x'], external: false });
  });

  it('reads metadata that was appended to a finished file, the last of a key', () => {
    const more = Buffer.concat([small, entry('rate', '1'), entry('näme', 'größe'), entry('rate', '22050')]);
    const { metadata, inputs } = readOnnxSummary(more, 'a.onnx');
    expect(metadata).toEqual({ rate: '22050', näme: 'größe' });
    expect(inputs).toEqual(['x', 'pick']);
  });

  it.each([
    ['nothing', new Uint8Array(), /not an ONNX model/],
    ['text', Buffer.from('<html>not found</html>'), /cannot be used/],
    ['a file that was cut', small.subarray(0, small.length - 40), /longer than it is/],
    ['two graphs', Buffer.concat([small, message(7, [])]), /not an ONNX model/],
    ['a number without an end', Buffer.alloc(30, 0xff), /more than ten bytes/],
    ['an endless name', message(7, [message(11, [text(1, 'x'.repeat(5_000))])]), /name of 5000 bytes/],
    ['endless metadata', Buffer.concat([small, ...Array.from({ length: 1_001 }, (_, key) => entry(`${key}`, ''))]), /metadata/],
    ['endless inputs', message(7, Array.from({ length: 10_001 }, () => message(11, [text(1, 'x')]))), /inputs and outputs/],
    ['endless parts', message(7, [Buffer.alloc(2_000_004, varint(1, 1))]), /parts/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(() => readOnnxSummary(bytes, 'a.onnx')).toThrow(refusal(reason));
  });

  it('survives damaged files, with a typed error or with names', async () => {
    const cases = damage(small, { cuts: 60, flips: 300, numbers: 200, reach: small.length });
    expect(await expectRefusals(cases, 100, ({ bytes }) => readOnnxSummary(bytes, 'a.onnx'))).toBeGreaterThan(100);
  });
});
