import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchSpeech, type LoadedSpeech } from '../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import type { Running } from '../../main/supervise/Supervisor.ts';
import { installSpeech } from '../../native-models/speech/installSpeech.ts';
import {
  FRAME_SAMPLES,
  PHONEME_SAMPLES,
  POCKET_FRAMES,
  writeTinyKokoro,
  writeTinyPiper,
  writeTinyPocket,
  writeTinySupertonic,
} from '../../native-models/speech/voices/tinyVoices.test-helper.ts';
import { speechModels, type SpeechModelPaths } from './speechModels.ts';

const { signal } = new AbortController();
let folder: string;
let starter: SpeechModelPaths | null;
let running: Running<LoadedSpeech> | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-voices-'));
  starter = await speechModels();
});
afterEach(async () => {
  if (running) await closeChild(running.child);
  running = null;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Installs what `write` writes, as a person's model is, and loads it in a process of its own. */
async function load(name: string, write: (source: string) => Promise<void>): Promise<LoadedSpeech> {
  const source = join(folder, name);
  await write(source);
  const directory = await installSpeech(source, join(folder, 'installed'));
  const voice = { directory, phonemes: starter?.phonemes ?? null, threads: 1 };
  running = await launchSpeech({ spawn: forkSpawn, activity: null, voice, logFile: join(folder, 'speech.log') }, signal);
  return running.value;
}

async function say({ client }: LoadedSpeech, text: string, options: { speaker?: number; speed?: number } = {}) {
  const said: { words: string; samples: Int16Array; sampleRate: number }[] = [];
  for await (const { from, to, samples, sampleRate } of client.speak({ text, ...options })) {
    said.push({ words: text.slice(from, to), samples: new Int16Array(samples.slice().buffer), sampleRate });
  }
  return said;
}
const levelOf = (samples: Int16Array | undefined): number => Math.round(((samples?.[samples.length >> 1] ?? 0) / 32_767) * 100) / 100;

describe('voices that are told phonemes', () => {
  test('Piper with several speakers', async (context) => {
    if (!starter) return context.skip();
    const speech = await load('piper', writeTinyPiper);
    expect(speech.voice).toEqual({ name: 'tiny', sampleRate: 22_050, speakers: 2 });
    const [ada] = await say(speech, 'The river.');
    const [bo] = await say(speech, 'The river.', { speaker: 1 });
    expect(ada?.samples.length).toBe(bo?.samples.length);
    expect((ada?.samples.length ?? 0) / PHONEME_SAMPLES).toBeGreaterThan(8);
    expect((ada?.samples.length ?? 1) % PHONEME_SAMPLES).toBe(0);
    expect([levelOf(ada?.samples), levelOf(bo?.samples)]).toEqual([0.25, 0.5]);
    await expect(say(speech, 'No.', { speaker: 2 })).rejects.toMatchObject({ code: 'bad-request' });
  });

  test.each([1, 2] as const)('Kokoro, version %i', async (version) => {
    if (!starter) return;
    const speech = await load(`kokoro-${version}`, (source) => writeTinyKokoro(source, { version }));
    expect(speech.voice).toEqual({ name: `kokoro-${version}`, sampleRate: 24_000, speakers: 2 });
    const [ada] = await say(speech, 'The river.');
    const [bo] = await say(speech, 'The river.', { speaker: 1 });
    expect((ada?.samples.length ?? 0) / PHONEME_SAMPLES).toBeGreaterThan(8);
    expect([levelOf(ada?.samples), levelOf(bo?.samples)]).toEqual([0.25, 0.5]);
    // Given the first of these whole, the library ends the process: it joins short sentences to one of more phonemes than
    // there are styles.
    for (const text of [`${'seven '.repeat(73)}${'! '.repeat(60)}`, '7'.repeat(280), 'W'.repeat(280), '! '.repeat(140), `${'mississippi '.repeat(20)}.`, 'x'.repeat(280)]) await say(speech, text);
    expect(await say(speech, 'The river.')).toHaveLength(1);
  });
});

test('Supertonic, as its makers lay it out: a sound as long as its text, in the style of the speaker', async () => {
  const speech = await load('supertonic', writeTinySupertonic);
  expect(speech.voice).toEqual({ name: 'supertonic', sampleRate: 8_000, speakers: 2 });
  const [short] = await say(speech, 'Rivers.');
  const [long] = await say(speech, 'Rivers run down.');
  const [quick] = await say(speech, 'Rivers run down.', { speed: 2 });
  // 0.05 s for each character, with the marks of language around the text.
  expect(short?.samples.length).toBe(0.05 * 8_000 * '<en>Rivers.</en>'.length);
  expect((long?.samples.length ?? 0) - (short?.samples.length ?? 0)).toBe(0.05 * 8_000 * ' run down'.length);
  expect(quick?.samples.length).toBe((long?.samples.length ?? 0) / 2);
  const [bo] = await say(speech, 'Rivers.', { speaker: 1 });
  expect([levelOf(short?.samples), levelOf(bo?.samples)]).toEqual([0.25, 0.5]);
});

test('Pocket TTS: it speaks in the voice of each recording', async () => {
  const speech = await load('pocket', writeTinyPocket);
  expect(speech.voice).toEqual({ name: 'pocket', sampleRate: 24_000, speakers: 2 });
  const [ada] = await say(speech, 'Rivers run down.');
  const [bo] = await say(speech, 'Rivers run down.', { speaker: 1 });
  expect(ada?.samples.length).toBe(POCKET_FRAMES * FRAME_SAMPLES);
  expect([levelOf(ada?.samples), levelOf(bo?.samples)]).toEqual([0.25, 0.5]);
});
