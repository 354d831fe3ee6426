import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileWhisper } from '../../../native-models/import/compileWhisper.ts';
import { decodeGreedy } from '../decode/decodeGreedy.ts';
import { promptTokens } from '../decode/promptTokens.ts';
import { openWhisper, type Whisper } from './openWhisper.ts';

const TINY = path.join(import.meta.dirname, '../../../native-models/golden/whisper');
const HUB = path.join(import.meta.dirname, '../../../native-models/golden/whisperHub');
const BINS = 80;
interface Golden {
  readonly runs: readonly {
    readonly frames: number;
    readonly tokens: readonly number[];
    readonly logits: readonly (readonly number[])[];
    readonly alignment: readonly (readonly (readonly number[])[])[];
    readonly transcripts: readonly (readonly number[])[];
  }[];
}
const golden = JSON.parse(await readFile(path.join(TINY, 'goldens.json'), 'utf8')) as Golden;
const largest = (found: ArrayLike<number>, expected: readonly number[]) =>
  expected.reduce(
    (worst, value, at) => Math.max(worst, Math.abs(value - found[at]!)),
    found.length === expected.length ? 0 : Infinity,
  );

let home: string;
let exact: Whisper;
/** the same model from safetensors */
let fromHub: Whisper;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-whisper-'));
  exact = await openWhisper(await compileWhisper(TINY, home, { precision: 'exact' }), { threads: 1 });
  fromHub = await openWhisper(await compileWhisper(HUB, home, { precision: 'exact' }), { threads: 1 });
});
afterAll(async () => {
  await exact.close();
  await fromHub.close();
  await rm(home, { recursive: true, force: true });
});

/** The mel values of `makeWhisper.py`. */
const madeMel = (frames: number, seed: number): Float32Array =>
  Float32Array.from({ length: BINS * frames }, (_, at) => {
    const [band, frame] = [Math.floor(at / frames), at % frames];
    return Math.sin(0.37 * band * (seed + 1) + 0.11 * frame + 0.013 * band * frame);
  });

describe.each(golden.runs)('openWhisper on $frames frames', ({ frames, tokens, logits, alignment, transcripts }) => {
  it.each([
    ['at once', [tokens.length]],
    ['one by one', tokens.map(() => 1)],
    ['in parts', [3, tokens.length - 3]],
  ])('gives logits and alignment of the reference for tokens read %s', async (_, sizes) => {
    const decoder = await exact.listen(madeMel(frames, 0), frames);
    expect(decoder.positions).toBe(frames / 2);
    let at = 0;
    for (const size of sizes) {
      const step = await decoder.step(
        tokens.slice(at, at + size),
        Array.from({ length: size }, (_, row) => row),
      );
      expect(largest(step.logits, logits.slice(at, at + size).flat())).toBeLessThan(1e-4);
      expect(largest(step.alignment, alignment.flatMap((head) => head.slice(at, at + size)).flat())).toBeLessThan(1e-4);
      at += size;
    }
    expect(decoder.room).toBe(48 - tokens.length);
  });

  it('gives the same from the weights as transformers saves them', async () => {
    expect(fromHub.model.key).not.toBe(exact.model.key);
    const decoder = await fromHub.listen(madeMel(frames, 0), frames);
    const step = await decoder.step(tokens, [...tokens.keys()]);
    expect(largest(step.logits, logits.flat())).toBeLessThan(1e-4);
    expect(largest(step.alignment, alignment.flat(2))).toBeLessThan(1e-4);
  });

  it.each([
    ['CTranslate2', () => exact],
    ['transformers', () => fromHub],
  ] as const)('writes the transcripts of the reference, token by token, from weights of %s', async (_, whisper) => {
    const { model } = whisper();
    const prompt = promptTokens(model.tokens, model.textPositions, { timestamps: true, language: 'en', previous: [] });
    const found: number[][] = [];
    for (const seed of transcripts.keys()) {
      const decoder = await whisper().listen(madeMel(frames, seed), frames);
      const { tokens: written, stopped } = await decodeGreedy(decoder, model, { prompt, timestamps: true, limit: 39 });
      found.push(stopped === 'end' ? [...written, model.tokens.end] : [...written]);
    }
    // A loop is cut here; the reference goes on.
    for (const [index, written] of found.entries())
      expect(written).toEqual(transcripts[index]!.slice(0, written.length));
    expect(found.flat().length).toBeGreaterThan(60);
  });
});

describe('openWhisper', () => {
  it('is near the reference with the rounded weights that are shipped', async () => {
    const fast = await openWhisper(await compileWhisper(TINY, home, { precision: 'fast' }), { threads: 1 });
    const { frames, tokens, logits } = golden.runs[0]!;
    const decoder = await fast.listen(madeMel(frames, 0), frames);
    const step = await decoder.step(tokens, [tokens.length - 1]);
    const expected = logits.at(-1)!;
    const norm = Math.hypot(...expected) * Math.hypot(...step.logits);
    expect(expected.reduce((sum, value, at) => sum + value * step.logits[at]!, 0) / norm).toBeGreaterThan(0.999);
    await fast.close();
  });

  it('refuses what cannot be: odd frames, too much sound, tokens beyond its room, tokens it does not know', async () => {
    await expect(exact.listen(madeMel(7, 0), 7)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(exact.listen(madeMel(130, 0), 130)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(exact.listen(madeMel(8, 0), 10)).rejects.toMatchObject({ code: 'bad-request' });
    const decoder = await exact.listen(madeMel(8, 0), 8);
    await expect(decoder.step([1_000_000], [0])).rejects.toMatchObject({ code: 'bad-request' });
    await expect(decoder.step([-1], [0])).rejects.toMatchObject({ code: 'bad-request' });
    await expect(decoder.step([], [])).rejects.toMatchObject({ code: 'bad-request' });
    await decoder.step(
      Array.from({ length: 48 }, () => 1),
      [],
    );
    await expect(decoder.step([1], [0])).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('loads no folder that was changed', async () => {
    const directory = await compileWhisper(TINY, path.join(home, 'changed'), { precision: 'fast' });
    await truncate(path.join(directory, 'decoder.bin'), 100);
    await expect(openWhisper(directory, { threads: 1 })).rejects.toMatchObject({ code: 'bad-file' });
    const again = await compileWhisper(TINY, path.join(home, 'changed'), { precision: 'fast' });
    await writeFile(path.join(again, 'encoder.onnx'), 'x');
    await expect(openWhisper(again, { threads: 1 })).rejects.toMatchObject({ code: 'bad-file' });
  });
});
