import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { encodeOnnx } from './encodeOnnx.ts';
import type { OnnxGraph } from './OnnxGraph.ts';
import { smallGraph, smallWeights } from './smallGraph.test-helper.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write('weights.bin', smallWeights);
});
afterAll(async () => folder[Symbol.asyncDispose]());

async function load(graph: OnnxGraph): Promise<InferenceSession> {
  await folder.write('graph.onnx', encodeOnnx(graph));
  return InferenceSession.create(path.join(folder.folder, 'graph.onnx'));
}

it('is what onnxruntime reads and computes', async () => {
  const session = await load(smallGraph);
  try {
    expect(session.inputMetadata).toMatchObject([
      { name: 'x', type: 'float32', shape: ['S', 4] },
      { name: 'pick', type: 'bool', shape: [1] },
    ]);
    expect(session.outputMetadata).toMatchObject([
      { name: 'größe', type: 'float32', shape: ['S', 2] },
      { name: 'shape', type: 'int64', shape: [2] },
    ]);
    // x + far = [2, 4, 6, 8] and [1, 2, 3, 14]; times inner: [-4, -4] and [-2, -12]; doubled.
    const x = new Tensor('float32', Float32Array.of(1, 2, 3, 4, 0, 0, 0, 10), [2, 4]);
    const run = (pick: boolean) => session.run({ x, pick: new Tensor('bool', [pick], [1]) });
    const no = await run(false);
    expect([...(no['größe']!.data as Float32Array)]).toEqual([8, 8, 4, 24]);
    expect([...(no['shape']!.data as BigInt64Array)]).toEqual([2n, 2n]);
    expect([...((await run(true))['größe']!.data as Float32Array)].map(Math.abs)).toEqual([0, 0, 0, 0]);
  } finally {
    await session.release();
  }
});

it.each([
  ['float32', new Uint8Array(Float32Array.of(1.5, -2).buffer), [1.5, -2]],
  ['uint8', Uint8Array.of(0, 255), [0, 255]],
  ['int8', new Uint8Array(Int8Array.of(-128, 127).buffer), [-128, 127]],
  ['int32', new Uint8Array(Int32Array.of(-1, 2 ** 31 - 1).buffer), [-1, 2 ** 31 - 1]],
  ['int64', new Uint8Array(BigInt64Array.of(-1n, 2n ** 53n).buffer), [-1n, 2n ** 53n]],
  ['bool', Uint8Array.of(1, 0), [1, 0]],
] as const)('carries constants of type %s', async (type, data, expected) => {
  const session = await load({
    name: type,
    inputs: [],
    outputs: [{ name: 'out', type, shape: [2] }],
    initializers: [{ name: 'constant', type, shape: [2], data }],
    nodes: [{ op: 'Identity', domain: '', inputs: ['constant'], outputs: ['out'], attributes: {} }],
  });
  try {
    const { out } = await session.run({});
    expect([out!.type, [...(out!.data as Iterable<number | bigint>)]]).toEqual([type, expected]);
  } finally {
    await session.release();
  }
});

it('carries a text attribute', async () => {
  const session = await load({
    name: 'text',
    inputs: [{ name: 'x', type: 'float32', shape: [1, 1, 3] }],
    outputs: [{ name: 'y', type: 'float32', shape: [1, 1, 5] }],
    initializers: [{ name: 'pads', type: 'int64', shape: [6], data: new Uint8Array(BigInt64Array.of(0n, 0n, 1n, 0n, 0n, 1n).buffer) }],
    nodes: [{ op: 'Pad', domain: '', inputs: ['x', 'pads'], outputs: ['y'], attributes: { mode: 'reflect' } }],
  });
  try {
    const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, 3), [1, 1, 3]) });
    expect([...(y!.data as Float32Array)]).toEqual([2, 1, 2, 3, 2]);
  } finally {
    await session.release();
  }
});
