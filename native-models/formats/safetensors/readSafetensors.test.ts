import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTensorBytes } from '../readTensorBytes.ts';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { buildSafetensors, buildSafetensorsFrom } from './buildSafetensors.test-helper.ts';
import { readSafetensors } from './readSafetensors.ts';

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i);
const tensor = (name: string, data: Uint8Array = counting(8)) => ({
  name,
  dtype: 'BF16',
  shape: [data.length / 4, 2],
  data,
});

const index = (map: Record<string, string>) => JSON.stringify({ metadata: { total_size: 16 }, weight_map: map });

async function readBuilt(bytes: Uint8Array) {
  await using folder = await temporaryFolder();
  return await readSafetensors(await folder.write('model.safetensors', bytes));
}

describe('readSafetensors', () => {
  it('reads the tensor table of a file', async () => {
    await using folder = await temporaryFolder();
    const tensors = [
      tensor('a'),
      { name: 'b', dtype: 'F32', shape: [], data: Uint8Array.of(0, 0, 128, 63) },
      tensor('c', counting(16)),
    ];
    const file = await folder.write('model.safetensors', buildSafetensors(tensors, { format: 'pt' }));
    const weights = await readSafetensors(folder.folder);
    expect(weights.files).toEqual([file]);
    expect(weights.metadata.get('format')).toBe('pt');
    expect(weights.tensors.get('c')).toMatchObject({ type: 'BF16', shape: [4, 2], byteLength: 16 });
    expect(await readTensorBytes(weights.tensors.get('c')!, 1, 2)).toEqual(counting(16).slice(4, 12));
    expect(await readTensorBytes(weights.tensors.get('b')!)).toEqual(Uint8Array.of(0, 0, 128, 63));
  });

  it('refuses types that are not read by name', async () => {
    const file = buildSafetensors([{ name: 'w', dtype: 'F8_E4M3', shape: [4], data: counting(4) }]);
    await expect(readBuilt(file)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('"w" is stored as "F8_E4M3"'),
    });
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{"a":', /not valid JSON/u],
    ['not-a-number', '{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}', /not valid JSON/u],
    ['a list', '[]', /no JSON object/u],
    [
      'a name twice',
      '{"a":{"dtype":"F16","shape":[],"data_offsets":[0,2]},"\\u0061":{"dtype":"F16","shape":[],"data_offsets":[2,4]}}',
      /"a" twice/u,
    ],
    ['a name that is a trap', '{"__proto__":{"dtype":"F16","shape":[],"data_offsets":[0,2]}}', /__proto__/u],
    ['a malformed entry', '{"a":{"dtype":"F16","shape":[-1],"data_offsets":[0,2]}}', /malformed/u],
    ['a huge shape', '{"a":{"dtype":"F16","shape":[1e300],"data_offsets":[0,2]}}', /malformed/u],
    [
      'a product that overflows',
      '{"a":{"dtype":"F16","shape":[4503599627370496,4503599627370496],"data_offsets":[0,2]}}',
      /does not fit its shape/u,
    ],
    ['a length that does not fit', '{"a":{"dtype":"F16","shape":[3],"data_offsets":[0,2]}}', /does not fit its shape/u],
    ['a backward range', '{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,0]}}', /does not fit its shape/u],
    ['data behind the end', '{"a":{"dtype":"F16","shape":[4],"data_offsets":[6,14]}}', /behind its end/u],
    [
      'overlapping data',
      '{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[2],"data_offsets":[2,6]}}',
      /overlap/u,
    ],
    ['metadata of another kind', '{"__metadata__":{"a":1}}', /not a list of texts/u],
    ['deep nesting', `{"a":${'['.repeat(1_000)}`, /nests deeper/u],
  ])('refuses a header with %s', async (_, header, message) => {
    const bytes = buildSafetensorsFrom(header, counting(8));
    await expect(readBuilt(bytes)).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(message) });
  });

  it('refuses a header length that cannot be, before it reads', async () => {
    const bytes = buildSafetensors([tensor('a')]);
    new DataView(bytes.buffer).setBigUint64(0, 2n ** 62n, true);
    await expect(readBuilt(bytes)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('4611686018427387904'),
    });
    new DataView(bytes.buffer).setBigUint64(0, 1_000n, true);
    await expect(readBuilt(bytes)).rejects.toMatchObject({ code: 'bad-file' });
    await expect(readBuilt(Uint8Array.of(1, 2))).rejects.toMatchObject({ code: 'bad-file' });
    await expect(readBuilt(buildSafetensorsFrom('\u0000'))).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('says so when a folder holds no weights', async () => {
    await using folder = await temporaryFolder();
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('readSafetensors with shards', () => {
  const INDEX = 'model.safetensors.index.json';

  it('gives the shards of an index as one', async () => {
    await using folder = await temporaryFolder();
    await folder.write('one.safetensors', buildSafetensors([tensor('a')]));
    await folder.write('two.safetensors', buildSafetensors([tensor('b'), tensor('c')]));
    await folder.write(INDEX, index({ a: 'one.safetensors', b: 'two.safetensors', c: 'two.safetensors' }));
    const { tensors, files } = await readSafetensors(folder.folder);
    expect([...tensors.keys()]).toEqual(['a', 'b', 'c']);
    expect(files.map((file) => path.basename(file))).toEqual(['one.safetensors', 'two.safetensors']);
  });

  it.each([
    '../one.safetensors',
    '/etc/one.safetensors',
    'sub/one.safetensors',
    String.raw`..\one.safetensors`,
    'C:one.safetensors',
    'one.bin',
    '.safetensors',
    'a\u0000.safetensors',
  ])('refuses an index that leads to %j', async (name) => {
    await using folder = await temporaryFolder();
    await folder.write(INDEX, index({ a: name }));
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('beside it'),
    });
  });

  it('refuses an index that does not tell the truth', async () => {
    await using folder = await temporaryFolder();
    await folder.write('one.safetensors', buildSafetensors([tensor('a')]));
    await folder.write(INDEX, index({ a: 'one.safetensors', b: 'one.safetensors' }));
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({
      message: expect.stringContaining('no file holds the tensor "b"'),
    });
    await folder.write(INDEX, index({ b: 'one.safetensors' }));
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({
      message: expect.stringContaining('does not place there'),
    });
    await folder.write(INDEX, index({ a: 'gone.safetensors' }));
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({ code: 'not-found' });
    await folder.write(INDEX, '{"weight_map":{}}');
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({ code: 'bad-file' });
    await folder.write(INDEX, '{"weights":[]}');
    await expect(readSafetensors(folder.folder)).rejects.toMatchObject({ code: 'bad-file' });
  });
});
