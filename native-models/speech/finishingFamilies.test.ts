import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { readSpeechFolder } from './readSpeechFolder.ts';
import { writeFolder } from './streaming/tinyStreaming.test-helper.ts';
import { tinyCnnPunctuation, tinyCtPunctuation, tinyOffline, tinySpeakers } from './tinyFinishing.test-helper.ts';

type Metadata = Record<string, string | number>;
type Files = Record<string, Uint8Array | string>;

async function read(files: Files) {
  await using home = await temporaryFolder();
  const folder = path.join(home.folder, 'model-en');
  await writeFolder(folder, files);
  return await readSpeechFolder(folder);
}

const CASES: readonly (readonly [family: string, kind: string, files: (metadata?: Metadata) => Files, wrong: readonly Metadata[]])[] = [
  ['speakers', 'speakers', tinySpeakers, [
    { framework: 'another' }, { output_dim: 5 }, { output_dim: 'x' }, { sample_rate: 8_000 }, { normalize_samples: 2 }, { feature_normalize_type: 'per-moon' }, { framework: 'nemo' },
  ]],
  ['ct-punctuation', 'punctuation', tinyCtPunctuation, [{ vocab_size: 7 }, { unk_symbol: 'nothing' }, { punctuations: '_|，|。|？' }, { tokens: 'a|b' }]],
  ['cnn-punctuation', 'punctuation', tinyCnnPunctuation, [{ COMMA: 2 }, { PERIOD: 'x' }, { MIX_CASE: 4 }]],
  ['offline-transducer', 'offline', (metadata) => tinyOffline('offline-transducer', metadata), [{ vocab_size: 9 }, { context_size: 3 }, { context_size: 0 }]],
  ['offline-ctc', 'offline', (metadata) => tinyOffline('offline-ctc', metadata), [{ vocab_size: 9 }, { subsampling_factor: 'many' }]],
];

describe.each(CASES)('a folder with a %s', (family, kind, files, wrong) => {
  it('is known', async () => {
    const found = await read(files());
    expect([found.family, found.detected.kind]).toEqual([family, kind]);
  });

  it('is refused with a reason when its metadata is not what the native library wants', async () => {
    for (const metadata of wrong) {
      const refused = read(files(metadata));
      await expect(refused, JSON.stringify(metadata)).rejects.toMatchObject({ code: expect.stringMatching(/bad-file|unsupported/) as string, message: expect.stringMatching(/^\S.{30,}\.$/u) as string });
    }
  });

  it('is refused when a file of it is cut or damaged, never half taken', async () => {
    const whole = files();
    for (const [name, content] of Object.entries(whole)) {
      const bytes = Buffer.from(content);
      const cases = damage(bytes, { cuts: 12, flips: 12, numbers: 6, reach: bytes.length });
      await expectRefusals(cases, 400, (damaged) => read({ ...whole, [name]: typeof content === 'string' ? Buffer.from(damaged.bytes).toString('utf8') : damaged.bytes }));
    }
  });
});

it('refuses pieces that are none', async () => {
  for (const pieces of ['', 'a\n', 'a b\n', 'a\t1\nb\tx\n']) {
    await expect(read({ ...tinyCnnPunctuation(), 'bpe.vocab': pieces }), pieces).rejects.toMatchObject({ code: 'bad-file' });
  }
});
