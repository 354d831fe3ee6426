import { expect, it } from 'vitest';
import { damage, expectRefusals } from '../fuzz.test-helper.ts';
import { readTensorBytes } from '../readTensorBytes.ts';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { buildCtranslate2 } from './buildCtranslate2.test-helper.ts';
import { readCtranslate2 } from './readCtranslate2.ts';

const sound = buildCtranslate2(
  [
    { name: 'encoder/num_heads', shape: [], type: 2, data: Uint8Array.of(6, 0) },
    ...['encoder/conv1', 'decoder/embeddings', 'decoder/layer_norm'].map((name) => ({
      name: `${name}/weight`,
      shape: [2, 4],
      type: 4,
      data: new Uint8Array(16),
    })),
  ],
  { aliases: [['decoder/projection/weight', 'decoder/embeddings/weight']] },
);

it('refuses damaged files with a sentence, within bounded memory', async () => {
  await using folder = await temporaryFolder();
  const cases = damage(sound, { cuts: 120, flips: 400, numbers: 150, reach: sound.length });
  const refused = await expectRefusals(cases, 100, async ({ bytes }) => {
    const { tensors } = await readCtranslate2(await folder.write('model.bin', bytes));
    for (const tensor of tensors.values()) await readTensorBytes(tensor);
  });
  // What falls into a name or a weight does no harm here.
  expect(refused).toBeGreaterThan(300);
});
