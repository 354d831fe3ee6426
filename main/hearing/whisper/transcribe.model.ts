import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileWhisper } from '../../../native-models/import/compileWhisper.ts';
import { openWhisper, type Whisper } from './openWhisper.ts';
import { transcribe } from './transcribe.ts';

const TINY = path.join(import.meta.dirname, '../../../native-models/golden/whisper');
let home: string;
let whisper: Whisper;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-transcribe-'));
  whisper = await openWhisper(await compileWhisper(TINY, home, { precision: 'exact' }), { threads: 1 });
});
afterAll(async () => {
  await whisper.close();
  await rm(home, { recursive: true, force: true });
});

it('gives no words of a transcript that was overtaken half-way', async () => {
  const samples = Float32Array.from({ length: 16_000 }, (_, at) => Math.sin(0.2 * at) * Math.sin(0.0007 * at));
  const options = { context: [], draft: [], favours: [], previous: [], fromMs: 0, language: 'en' };
  const whole = await transcribe(whisper, samples, options);
  expect(whole.words).not.toEqual([]);
  let asked = 0;
  const half = await transcribe(whisper, samples, { ...options, isOvertaken: async () => ++asked > 8 });
  expect(half).toMatchObject({ words: [], stopped: 'overtaken' });
});

it('counts the times of a draft from where its own sound began', async () => {
  const samples = Float32Array.from({ length: 16_000 }, (_, at) => Math.sin(0.2 * at) * Math.sin(0.0007 * at));
  const { firstTimestamp } = whisper.model.tokens;
  const draft = [firstTimestamp + 10];
  const options = { context: [], draft, draftFromMs: 5_100, favours: [1_000], previous: [], fromMs: 5_000, language: 'en' };
  const { words } = await transcribe(whisper, samples, options);
  expect(words[0]!.tokens[0]).toBe(firstTimestamp + 15);
});
