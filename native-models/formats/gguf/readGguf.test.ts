import { describe, expect, it } from 'vitest';
import { readTensorBytes } from '../readTensorBytes.ts';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { buildGguf, type GgufTestFile } from './buildGguf.test-helper.ts';
import { ggufFields } from './ggufFields.ts';
import { readGguf } from './readGguf.ts';

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i);

async function readBuilt(file: GgufTestFile | Uint8Array, name = 'model.gguf') {
  await using folder = await temporaryFolder();
  return await readGguf(await folder.write(name, file instanceof Uint8Array ? file : buildGguf(file)));
}

function shard(no: number, count: number, tensor: string): Uint8Array {
  return buildGguf({
    metadata: { 'split.no': { u32: no }, 'split.count': { u32: count }, 'split.tensors.count': { u32: 2 } },
    tensors: [{ name: tensor, type: 'F32', shape: [2], data: Uint8Array.of(no, 0, 0, 0, 0, 0, 0, 0) }],
  });
}

describe('readGguf', () => {
  it.each([2, 3])('reads metadata of every kind from version %i', async (version) => {
    const { metadata, tensors } = await readBuilt({
      version,
      metadata: {
        'general.architecture': { string: 'llama' },
        'llama.block_count': { u32: 30 },
        'general.size': { u64: 2n ** 60n },
        'llama.rope.freq_base': { f32: 0.5 },
        'tokenizer.ggml.add_bos_token': { bool: true },
        'tokenizer.ggml.tokens': { strings: ['a', 'ä', ''] },
        'tokenizer.ggml.token_type': { i32s: [1, -2, 3] },
        'tokenizer.ggml.scores': { f32s: [-0.5, 2] },
        __proto__key: { string: 'plain text' },
      },
    });
    expect(tensors.size).toBe(0);
    const fields = ggufFields(metadata);
    expect(fields.string('general.architecture')).toBe('llama');
    expect(fields.number('llama.block_count')).toBe(30);
    expect(metadata.get('general.size')).toBe(2n ** 60n);
    expect(fields.number('llama.rope.freq_base')).toBe(0.5);
    expect(fields.boolean('tokenizer.ggml.add_bos_token')).toBe(true);
    expect(fields.strings('tokenizer.ggml.tokens')).toEqual(['a', 'ä', '']);
    expect(fields.numbers('tokenizer.ggml.token_type')).toEqual(Int32Array.of(1, -2, 3));
    expect(fields.numbers('tokenizer.ggml.scores')).toEqual(Float32Array.of(-0.5, 2));
    expect(fields.string('absent')).toBeUndefined();
    expect(() => fields.number('general.architecture')).toThrow(/"general.architecture" is not a number/u);
  });

  it('finds tensors, with shapes in row-major order, and reads their rows', async () => {
    await using folder = await temporaryFolder();
    const data = counting(3 * 2 * 18);
    const file = await folder.write(
      'model.gguf',
      buildGguf({
        tensors: [
          { name: 'norm', type: 'F32', shape: [5], data: counting(20) },
          { name: 'linear', type: 'Q4_0', shape: [3, 64], data },
        ],
      }),
    );
    const { tensors } = await readGguf(file);
    const linear = tensors.get('linear')!;
    expect(linear).toMatchObject({ type: 'Q4_0', shape: [3, 64], file, byteLength: data.length });
    expect(await readTensorBytes(linear)).toEqual(data);
    expect(await readTensorBytes(linear, 1, 2)).toEqual(data.slice(36));
    expect(await readTensorBytes(linear, 2)).toEqual(data.slice(72));
    expect(await readTensorBytes(tensors.get('norm')!)).toEqual(counting(20));
    await expect(readTensorBytes(linear, 2, 2)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('honours the alignment of the file', async () => {
    const tensors = [
      { name: 'a', type: 'F16', shape: [3] },
      { name: 'b', type: 'BF16', shape: [3] },
    ] as const;
    const file = await readBuilt({ metadata: { 'general.alignment': { u32: 256 } }, alignment: 256, tensors });
    expect([...file.tensors.values()].map((tensor) => tensor.offset % 256)).toEqual([0, 0]);
  });

  it('reads a header that is longer than the first read', async () => {
    const tokens = Array.from({ length: 300_000 }, (_, i) => `token ${i}`);
    const { metadata } = await readBuilt({ metadata: { tokens: { strings: tokens } } });
    expect(metadata.get('tokens')).toEqual(tokens);
  });

  it('refuses a type that is not read by its name, with the tensor', async () => {
    for (const [type, name] of [
      [12, 'Q4_K'],
      [20, 'IQ4_NL'],
      [999, 'the unknown type 999'],
    ] as const) {
      const message = expect.stringContaining(`"blk.0.ffn_up.weight" is stored as ${name}`);
      const tensors = [{ name: 'blk.0.ffn_up.weight', type, shape: [1, 256] }];
      await expect(readBuilt({ tensors })).rejects.toMatchObject({ code: 'unsupported', message });
    }
  });

  const a = { name: 'a', type: 'F32', shape: [1] } as const;
  it.each<[string, GgufTestFile, RegExp]>([
    ['another version', { version: 1 }, /GGUF version 1/u],
    ['big-endian', { version: 0x03000000 }, /big-endian/u],
    ['two tensors of a name', { tensors: [a, a] }, /two tensors named "a"/u],
    ['rows that split a block', { tensors: [{ ...a, type: 'Q8_0', shape: [4, 33] }] }, /no multiple of 32/u],
    ['five dimensions', { tensors: [{ ...a, shape: [1, 1, 1, 1, 1] }] }, /5 dimensions/u],
    ['an empty tensor', { tensors: [{ ...a, shape: [0] }] }, /impossible size/u],
    [
      'a product that overflows',
      { tensors: [{ ...a, shape: [2 ** 40, 2 ** 40], data: new Uint8Array(4) }] },
      /impossible size/u,
    ],
    ['data behind the end', { tensors: [{ ...a, shape: [1_000], data: new Uint8Array(4) }] }, /behind its end/u],
    ['an odd alignment', { metadata: { 'general.alignment': { u32: 48 } } }, /power of two/u],
    ['a misaligned tensor', { alignment: 4, tensors: [a, { ...a, name: 'b' }] }, /multiple of 32 bytes/u],
    ['a shard without its name', { metadata: { 'split.count': { u32: 3 } } }, /one of 3 parts/u],
  ])('refuses %s', async (_, file, message) => {
    await expect(readBuilt(file)).rejects.toMatchObject({ name: 'AppError', message: expect.stringMatching(message) });
  });

  it('refuses counts and lengths that the file cannot hold before it allocates anything', async () => {
    const [tensorCount, entryCount, keyLength, listLength] = [8, 16, 24, 24 + 8 + 4 + 4 + 4];
    for (const at of [tensorCount, entryCount, keyLength, listLength]) {
      const bytes = buildGguf({ metadata: { list: { strings: ['a'] } } });
      new DataView(bytes.buffer).setBigUint64(at, 2n ** 63n, true);
      const message = expect.stringContaining('9223372036854775808');
      await expect(readBuilt(bytes)).rejects.toMatchObject({ code: 'bad-file', message });
    }
  });

  it('says so when there is nothing to read', async () => {
    await using folder = await temporaryFolder();
    await expect(readGguf(`${folder.folder}/none.gguf`)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readGguf(folder.folder)).rejects.toMatchObject({ code: 'bad-file' });
    await expect(readBuilt(new Uint8Array())).rejects.toMatchObject({ code: 'bad-file' });
  });
});

describe('readGguf with shards', () => {
  it('gives all shards as one, whichever is named', async () => {
    await using folder = await temporaryFolder();
    await folder.write('m-00001-of-00002.gguf', shard(0, 2, 'a'));
    const second = await folder.write('m-00002-of-00002.gguf', shard(1, 2, 'b'));
    const { tensors, files } = await readGguf(second);
    expect(files).toHaveLength(2);
    expect([...tensors.keys()]).toEqual(['a', 'b']);
    expect((await readTensorBytes(tensors.get('b')!))[0]).toBe(1);
  });

  it('names the missing one', async () => {
    await using folder = await temporaryFolder();
    const first = await folder.write('m-00001-of-00002.gguf', shard(0, 2, 'a'));
    const message = expect.stringContaining('m-00002-of-00002.gguf');
    await expect(readGguf(first)).rejects.toMatchObject({ code: 'not-found', message });
  });

  it('refuses shards of different models', async () => {
    await using folder = await temporaryFolder();
    const first = await folder.write('m-00001-of-00002.gguf', shard(0, 2, 'a'));
    await folder.write('m-00002-of-00002.gguf', shard(1, 3, 'b'));
    await expect(readGguf(first)).rejects.toMatchObject({ code: 'bad-file' });
    await folder.write('m-00002-of-00002.gguf', shard(1, 2, 'a'));
    await expect(readGguf(first)).rejects.toMatchObject({ message: expect.stringContaining('in two parts') });
  });
});
