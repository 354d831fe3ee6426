import { describe, expect, it } from 'vitest';
import { readTensorBytes } from '../readTensorBytes.ts';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { buildCtranslate2, nameBytes, u32, type Ctranslate2TestVariable } from './buildCtranslate2.test-helper.ts';
import { readCtranslate2 } from './readCtranslate2.ts';

const heads: Ctranslate2TestVariable = { name: 'encoder/num_heads', shape: [], type: 2, data: Uint8Array.of(6, 0) };
const weight: Ctranslate2TestVariable = {
  name: 'a/weight',
  shape: [2, 3],
  type: 4,
  data: Uint8Array.from({ length: 12 }, (_, at) => at),
};
const bias: Ctranslate2TestVariable = {
  name: 'a/bias',
  shape: [2],
  type: 0,
  data: new Uint8Array(Float32Array.of(1.5, -2).buffer),
};

/** Reads a file with this content. */
async function read(bytes: Uint8Array) {
  await using folder = await temporaryFolder();
  return await readCtranslate2(await folder.write('model.bin', bytes));
}

describe('readCtranslate2', () => {
  it('gives settings, tensors and aliases', async () => {
    await using folder = await temporaryFolder();
    const file = await folder.write(
      'model.bin',
      buildCtranslate2([heads, weight, bias], { aliases: [['b/weight', 'a/weight']] }),
    );
    const { metadata, tensors, files } = await readCtranslate2(file);
    expect(metadata).toEqual({
      specification: 'WhisperSpec',
      revision: 3,
      scalars: new Map([['encoder/num_heads', 6]]),
    });
    expect(files).toEqual([file]);
    expect([...tensors.keys()]).toEqual(['a/weight', 'a/bias', 'b/weight']);
    expect(tensors.get('b/weight')).toMatchObject({ name: 'b/weight', type: 'F16', shape: [2, 3], byteLength: 12 });
    expect(await readTensorBytes(tensors.get('b/weight')!, 1)).toEqual(weight.data.subarray(6));
    const { buffer } = await readTensorBytes(tensors.get('a/bias')!);
    expect([...new Float32Array(buffer)]).toEqual([1.5, -2]);
  });

  it.each([
    [0, Float32Array.of(0.25)],
    [1, Int8Array.of(-3)],
    [2, Int16Array.of(-300)],
    [3, Int32Array.of(-70_000)],
    [4, Uint16Array.of(0x3400)],
    [5, Uint16Array.of(0x3e80)],
  ])('reads a setting of type %d', async (type, value) => {
    const expected = value instanceof Uint16Array ? 0.25 : value[0];
    const data = new Uint8Array(value.buffer);
    const { metadata } = await read(buildCtranslate2([{ name: 'a', shape: [], type, data }]));
    expect(metadata.scalars.get('a')).toBe(expected);
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['another version', buildCtranslate2([], { version: 5 }), 'unsupported', /version 5/],
    [
      'quantised weights',
      buildCtranslate2([{ ...weight, type: 1, data: new Uint8Array(6) }]),
      'unsupported',
      /"a\/weight" is quantised \(int8\)/,
    ],
    ['an unknown type', buildCtranslate2([{ ...weight, type: 77 }]), 'bad-file', /unknown type 77/],
    [
      'a length that does not fit',
      buildCtranslate2([{ ...weight, shape: [2, 4] }]),
      'bad-file',
      /does not fit its shape/,
    ],
    [
      'a shape beyond all numbers',
      buildCtranslate2([{ ...weight, shape: Array.from({ length: 8 }, () => 0xffff_ffff) }]),
      'bad-file',
      /does not fit/,
    ],
    [
      'nine dimensions',
      buildCtranslate2([{ ...weight, shape: Array.from({ length: 9 }, () => 1) }]),
      'bad-file',
      /9 dimensions/,
    ],
    ['a name twice', buildCtranslate2([weight, weight]), 'bad-file', /"a\/weight" twice/],
    ['an alias of a name', buildCtranslate2([weight], { aliases: [['a/weight', 'a/weight']] }), 'bad-file', /twice/],
    ['an alias of nothing', buildCtranslate2([weight], { aliases: [['b', 'c']] }), 'bad-file', /"b" stands for "c"/],
    [
      'more behind its end',
      Buffer.concat([buildCtranslate2([weight]), Uint8Array.of(0)]),
      'bad-file',
      /goes on behind/,
    ],
    ['a name with a zero byte', buildCtranslate2([{ ...weight, name: 'a\0b' }]), 'bad-file', /does not end/],
    ['a name that is too long', buildCtranslate2([{ ...weight, name: 'x'.repeat(1_024) }]), 'bad-file', /1025 bytes/],
    ['a name that is no text', Buffer.concat([u32(6), Uint8Array.of(3, 0, 0xff, 0xff, 0)]), 'bad-file', /UTF-8/],
    [
      'four milliard variables',
      Buffer.concat([u32(6), nameBytes('WhisperSpec'), u32(3), u32(0xffff_ffff)]),
      'bad-file',
      /4294967295 variables/,
    ],
    ['nothing', new Uint8Array(), 'bad-file', /ends in the middle/],
  ])('refuses %s', async (_, bytes, code, message) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('says when there is no file', async () => {
    await using folder = await temporaryFolder();
    await expect(readCtranslate2(`${folder.folder}/model.bin`)).rejects.toMatchObject({ code: 'not-found' });
  });
});
