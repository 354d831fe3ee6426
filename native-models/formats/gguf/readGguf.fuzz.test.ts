import { expect, it } from 'vitest';
import { dequantise } from '../dequantise.ts';
import { damage, expectRefusals } from '../fuzz.test-helper.ts';
import { readTensorBytes } from '../readTensorBytes.ts';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import type { TensorType } from '../TensorType.ts';
import { tensorTypeLayout } from '../tensorTypeLayout.ts';
import { buildGguf } from './buildGguf.test-helper.ts';
import { readGguf } from './readGguf.ts';

const sound = buildGguf({
  metadata: {
    'general.architecture': { string: 'llama' },
    'general.alignment': { u32: 32 },
    'llama.block_count': { u32: 2 },
    'llama.rope.freq_base': { f32: 10_000 },
    'general.parameter_count': { u64: 12_345n },
    'tokenizer.ggml.add_bos_token': { bool: true },
    'tokenizer.ggml.tokens': { strings: ['<unk>', 'a', 'b', 'ab'] },
    'tokenizer.ggml.scores': { f32s: [0, -1, -2, -3] },
    'tokenizer.ggml.token_type': { i32s: [2, 1, 1, 1] },
  },
  tensors: (Object.keys(tensorTypeLayout) as TensorType[]).map((type) => ({
    name: `${type}.weight`,
    type,
    shape: [2, 64],
  })),
});
const HEADER = 1_000;

it('refuses damaged GGUF files with a sentence, within bounded memory', async () => {
  await using folder = await temporaryFolder();
  const cases = damage(sound, { cuts: 150, flips: 250, numbers: 250, reach: HEADER });
  const refused = await expectRefusals(cases, 150, async ({ bytes }) => {
    const { tensors } = await readGguf(await folder.write('model.gguf', bytes));
    for (const tensor of tensors.values()) dequantise(tensor.type, await readTensorBytes(tensor));
  });
  expect(sound.length).toBeGreaterThan(HEADER);
  expect(refused).toBeGreaterThan(300);
});
