import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { readSpeechFolder } from './readSpeechFolder.ts';
import { writeFolder } from './streaming/tinyStreaming.test-helper.ts';
import { tinyMoonshine } from './tinyMoonshine.test-helper.ts';
import { tinySherpaWhisper } from './tinySherpaWhisper.test-helper.ts';
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
  ['sherpa-whisper', 'offline', tinySherpaWhisper, [
    { n_mels: 128 }, { n_text_layer: 2 }, { n_text_ctx: 32 }, { n_text_state: 64 }, { n_vocab: 12 }, { n_vocab: 14 }, { eot: 4_000 }, { eot: 6 }, { sot_sequence: '6,7,9' },
    { is_multilingual: 1, sot_sequence: 6 }, { is_multilingual: 1, all_language_codes: 'en' }, { is_multilingual: 1, all_language_codes: 'en,../x' }, { is_multilingual: 1, all_language_tokens: '7,99' },
    { is_multilingual: 2 }, { no_timestamps: 'none' }, { translate: 13 },
  ]],
  ['moonshine', 'offline', () => tinyMoonshine(), []],
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

it('knows the languages of a Whisper of sherpa-onnx, and whether it takes less than its whole window', async () => {
  const optionsOf = async (files: Files) => {
    const { languages, options } = (await read(files)).detected;
    return { languages, ...options };
  };
  expect(await optionsOf(tinySherpaWhisper())).toMatchObject({ languages: ['en'], languageOption: false, wholeWindow: false });
  expect(await optionsOf(tinySherpaWhisper({ is_multilingual: 1 }, 3_000))).toMatchObject({ languages: ['en', 'de'], languageOption: true, wholeWindow: true });
});

it('refuses symbols of a Whisper of sherpa-onnx that are not base64, but the one of OpenAI', async () => {
  const files = tinySherpaWhisper();
  const tokens = files['tiny-tokens.txt'] as string;
  await expect(read({ ...files, 'tiny-tokens.txt': tokens.replace(/^\S+/, 'a-b') })).rejects.toMatchObject({ code: 'bad-file', message: expect.stringContaining('base64') });
  expect((await read({ ...files, 'tiny-tokens.txt': tokens.replace(/^\S+/, '=') })).family).toBe('sherpa-whisper');
});

it('takes the exact graphs of a Whisper of sherpa-onnx where both are there, and never one of each', async () => {
  const files = tinySherpaWhisper();
  const both: Files = { ...files, 'tiny-encoder.int8.onnx': files['tiny-encoder.onnx']!, 'tiny-decoder.int8.onnx': files['tiny-decoder.onnx']! };
  expect((await read(both)).detected.files['encoder.onnx']).toEqual({ from: 'tiny-encoder.onnx' });
  const { 'tiny-decoder.onnx': _, ...rest } = both;
  expect((await read(rest)).detected.files['encoder.onnx']).toEqual({ from: 'tiny-encoder.int8.onnx' });
});

it('refuses a Moonshine whose decoder takes back other states than it gives', async () => {
  const files = tinyMoonshine();
  await expect(read({ ...files, 'cached_decode.int8.onnx': files['uncached_decode.int8.onnx']! })).rejects.toMatchObject({ code: 'unsupported' });
  await expect(read({ ...files, 'uncached_decode.int8.onnx': files['encode.int8.onnx']! })).rejects.toMatchObject({ code: 'unsupported' });
});
