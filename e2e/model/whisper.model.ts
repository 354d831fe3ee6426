import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeGreedy } from '../../main/hearing/decode/decodeGreedy.ts';
import { promptTokens } from '../../main/hearing/decode/promptTokens.ts';
import { logMel } from '../../main/hearing/spectrogram/logMel.ts';
import { madeSound } from '../../main/hearing/spectrogram/madeSound.test-helper.ts';
import { openWhisper, type Whisper } from '../../main/hearing/whisper/openWhisper.ts';
import { loudSkip } from '../support/loudSkip.ts';
import { recognitionModelDirectory, recognitionModelFolder } from './recognitionModel.ts';

/** 30 s of sound, as the reference takes it. */
const FRAMES = 3_000;
const HEADER_BYTES = 44;
/** 0.2 s */
const TIMESTAMP_SLACK = 10;
interface Golden {
  readonly tokens: number[];
  readonly chosen: number[];
  readonly logits: number[][];
  readonly best: number[];
  readonly alignment: number[][];
  readonly clips: Record<string, { plain: number[]; timestamps: number[] }>;
}
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../native-models/golden/whisperTiny.json'), 'utf8'),
) as Golden;
const folder = await recognitionModelFolder();
/** Recordings (16 kHz, mono, 16 bit) by the names of the golden file; they are not part of the checkout. */
const clips = process.env['HEADWATER_TEST_SPEECH'] ?? '';
const present = Object.entries(golden.clips).filter(([name]) => clips !== '' && existsSync(join(clips, name)));
if (present.length === 0) loudSkip('transcripts of recordings', 'HEADWATER_TEST_SPEECH names no folder with them');

function samplesOf(name: string): Float32Array {
  const bytes = readFileSync(join(clips, name)).subarray(HEADER_BYTES);
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(2 * at) / 32_768);
}

describe.skipIf(folder === null).each([
  ['exact', 1e-3],
  ['fast', 0.5],
] as const)('the recognition model of the starter set, %s', (precision, tolerance) => {
  let whisper: Whisper;
  beforeAll(async () => {
    whisper = await openWhisper((await recognitionModelDirectory(precision))!, { threads: 2 });
  });
  afterAll(() => whisper.close());

  it('gives logits and attention of transformers for a made sound', async () => {
    const { tokens, chosen, logits, best, alignment } = golden;
    const decoder = await whisper.listen(logMel(madeSound(5), FRAMES, 80), FRAMES);
    const step = await decoder.step(tokens, [...tokens.keys()]);
    const { vocabSize, alignmentHeads } = whisper.model;
    let [worst, farthest] = [0, 0];
    for (const row of tokens.keys()) {
      const found = step.logits.subarray(row * vocabSize, (row + 1) * vocabSize);
      for (const [index, id] of chosen.entries()) worst = Math.max(worst, Math.abs(found[id]! - logits[row]![index]!));
      if (precision === 'exact') expect(found.indexOf(Math.max(...found)), `row ${row}`).toBe(best[row]);
      for (const [index, share] of alignment[row]!.entries()) {
        let mean = 0;
        for (let head = 0; head < alignmentHeads; head++) {
          mean += step.alignment[(head * tokens.length + row) * decoder.positions + 10 * index]! / alignmentHeads;
        }
        farthest = Math.max(farthest, Math.abs(mean - share));
      }
    }
    process.stderr.write(
      `Recognition, ${precision}: largest difference of a logit ${worst.toFixed(5)}, of attention ${farthest.toFixed(6)}\n`,
    );
    expect(worst).toBeLessThan(tolerance);
    expect(farthest).toBeLessThan(precision === 'exact' ? 1e-4 : 0.02);
  });

  it.skipIf(present.length === 0).each(present)(
    'writes %s token by token as transformers does',
    async (name, expected) => {
      for (const timestamps of [false, true]) {
        const { model } = whisper;
        const decoder = await whisper.listen(logMel(samplesOf(name), FRAMES, 80), FRAMES);
        const prompt = promptTokens(model.tokens, model.textPositions, { timestamps, language: 'en', previous: [] });
        const { tokens, stopped } = await decodeGreedy(decoder, model, { prompt, timestamps, limit: 200 });
        expect(stopped).toBe('end');
        const wanted = (timestamps ? expected.timestamps : expected.plain).slice(0, -1);
        const { end } = model.tokens;
        // Neighbouring timestamps are almost equally likely: rounded weights may choose another, never another word.
        const slack = precision === 'exact' ? 0 : TIMESTAMP_SLACK;
        expect(tokens.map((token) => Math.min(token, end))).toEqual(wanted.map((token) => Math.min(token, end)));
        for (const [index, token] of tokens.entries())
          expect(Math.abs(token - wanted[index]!)).toBeLessThanOrEqual(slack);
      }
    },
  );
});
