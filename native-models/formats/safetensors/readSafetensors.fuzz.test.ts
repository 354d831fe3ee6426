import { expect, it } from 'vitest';
import { damage, expectRefusals } from '../fuzz.test-helper.ts';
import { readTensorBytes } from '../readTensorBytes.ts';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { buildSafetensors, buildSafetensorsFrom } from './buildSafetensors.test-helper.ts';
import { readSafetensors } from './readSafetensors.ts';

const sound = buildSafetensors(
  ['model.embed_tokens.weight', 'model.norm.weight', 'lm_head.weight'].map((name) => ({
    name,
    dtype: 'BF16',
    shape: [4, 8],
    data: new Uint8Array(64),
  })),
  { format: 'pt' },
);
const headerLength = Number(new DataView(sound.buffer).getBigUint64(0, true));

const junk = [
  'null',
  '-1',
  '1e999',
  '4503599627370497',
  '""',
  '[]',
  '{}',
  '[[]]',
  '"BF16"',
  '0.5',
  'NaN',
  '['.repeat(99),
];

it('refuses damaged safetensors files with a sentence, within bounded memory', async () => {
  await using folder = await temporaryFolder();
  const header = new TextDecoder().decode(sound.subarray(8, 8 + headerLength));
  const values = [...header.matchAll(/"BF16"|\[\d+,\d+\]|\d+|"pt"/gu)];
  const replaced = values.flatMap((match) =>
    junk.map((value) => ({
      name: `${value} at ${match.index}`,
      bytes: buildSafetensorsFrom(
        header.slice(0, match.index) + value + header.slice(match.index + match[0].length),
        sound.subarray(8 + headerLength),
      ),
    })),
  );
  const cases = [...damage(sound, { cuts: 100, flips: 250, numbers: 50, reach: 8 + headerLength }), ...replaced];
  const refused = await expectRefusals(cases, 150, async ({ bytes }) => {
    const { tensors } = await readSafetensors(await folder.write('model.safetensors', bytes));
    for (const tensor of tensors.values()) await readTensorBytes(tensor);
  });
  expect(refused).toBeGreaterThan(400);
});

it('refuses damaged shard indexes with a sentence', async () => {
  await using folder = await temporaryFolder();
  await folder.write('a.safetensors', sound);
  const index = JSON.stringify({
    metadata: { total_size: 192 },
    weight_map: {
      'model.embed_tokens.weight': 'a.safetensors',
      'model.norm.weight': 'a.safetensors',
      'lm_head.weight': 'a.safetensors',
    },
  });
  const bytes = new TextEncoder().encode(index);
  const cases = damage(bytes, { cuts: 60, flips: 150, numbers: 20, reach: bytes.length });
  const read = async (content: Uint8Array) =>
    readSafetensors(await folder.write('model.safetensors.index.json', content));
  expect((await read(bytes)).tensors.size).toBe(3);
  const refused = await expectRefusals(cases, 150, async (damaged) => {
    await read(damaged.bytes).catch((error: unknown) => {
      // The name of a shard may have become that of another file, which is not there.
      if ((error as { code?: string }).code !== 'not-found') throw error;
    });
  });
  expect(refused).toBeGreaterThan(100);
});
