import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaptionsEvent } from '../../app/contract/services/captions.ts';
import { Settings } from '../../app/settings/Settings.ts';
import { createCaptionModels } from '../../main/services/captions/createCaptionModels.ts';
import { type Captions, createCaptionsService } from '../../main/services/captions/createCaptionsService.ts';
import type { CaptionModels } from '../../main/services/captions/CaptionModels.ts';
import { noTranslator } from '../../main/services/captions/translation/noTranslator.test-helper.ts';
import { recordedSounds } from '../../main/services/captions/recordedSounds.ts';
import { launchSpeech } from '../../main/services/speech/launchSpeech.ts';
import { createStarterSet } from '../../main/services/starter/createStarterSet.ts';
import { starterModels } from '../../main/services/starter/starterModels.ts';
import { createStore } from '../../main/store/createStore.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import type { Child } from '../../main/supervise/Spawn.ts';
import { loudSkip } from '../support/loudSkip.ts';
import { speechModels, type SpeechModelPaths } from './speechModels.ts';

const RATE = 16_000;
/** A tenth of a second. */
const PIECE = RATE / 10;
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');
const SENTENCES = ['The river keeps its bed for a very long time.', 'Nobody remembers every drop of water.', 'The harbour is empty, and the boats are far away.'];
const folder = mkdtempSync(join(tmpdir(), 'headwater-captions-'));
const children: { name: string; child: Child }[] = [];
const store = createStore(join(folder, 'headwater.db'));
let models: CaptionModels | null = null;
let captions: Captions;
let clip: Int16Array;

/** The sentences, as the starter set's voice says them, each with a second of silence behind it. */
async function speak(paths: SpeechModelPaths): Promise<Int16Array> {
  const voice = { directory: paths.voice, phonemes: paths.phonemes, threads: 1 };
  const { child, value } = await launchSpeech({ spawn: forkSpawn, activity: null, voice, logFile: join(folder, 'voice.log') }, new AbortController().signal);
  const parts: number[] = [];
  for (const text of SENTENCES) {
    for await (const { samples, sampleRate } of value.client.speak({ text })) {
      const said = new Int16Array(samples.slice().buffer);
      for (let at = 0; at < Math.floor((said.length * RATE) / sampleRate); at++) parts.push(said[Math.floor((at * sampleRate) / RATE)] ?? 0);
    }
    for (let at = 0; at < RATE; at++) parts.push(0);
  }
  await closeChild(child);
  return Int16Array.from(parts);
}

beforeAll(async () => {
  const environment = { ...process.env };
  if (environment['HEADWATER_TEST_SPEECH_MODELS']) environment['HEADWATER_SPEECH_MODELS'] = environment['HEADWATER_TEST_SPEECH_MODELS'];
  const starters = createStarterSet({ home: CACHE, spawn: forkSpawn, models: starterModels.captions, environment });
  try {
    await starters.obtain();
  } catch (error) {
    return loudSkip('captions with their real models', error instanceof Error ? error.message : String(error));
  }
  const paths = await speechModels();
  if (!paths) return;
  clip = await speak(paths);
  models = createCaptionModels({
    home: CACHE,
    settings: { get: () => ({ ...Settings.parse({}), threads: 1 }) },
    starters,
    activity: starters,
    spawn(entry, options) {
      const child = forkSpawn(entry, options);
      children.push({ name: options.name, child });
      return child;
    },
  });
  captions = createCaptionsService({
    store,
    models,
    sounds: recordedSounds(join(folder, 'recordings')),
    said: () => undefined,
    erased: async () => undefined,
    overlayUrl: async () => null,
    ...noTranslator,
  });
});
beforeEach((context) => {
  if (!models) context.skip();
});
afterAll(async () => {
  await captions?.close();
  await models?.close();
  await store.close({});
  rmSync(folder, { recursive: true });
});

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
/** How many words of a text were heard. */
function share(said: string, heard: string): number {
  const there = new Set(wordsOf(heard));
  const words = wordsOf(said);
  return words.filter((word) => there.has(word)).length / words.length;
}

/** Records the clip from a sample on; `piece` is called before each piece. */
async function record(piece: (at: number, recordingId: string) => Promise<void> = async () => undefined) {
  const { id } = await captions.handlers.start({ source: 'file', title: 'Clip', keepSound: true, remembered: false });
  const events: CaptionsEvent[] = [];
  const watching = new AbortController();
  const read = (async () => {
    for await (const event of captions.handlers.watch({ recordingId: id }, watching.signal)) events.push(event);
  })();
  for (let at = 0; at < clip.length; at += PIECE) {
    await piece(at, id);
    const samples = clip.slice(at, at + PIECE);
    await captions.handlers.feed({ recordingId: id, at, samples: Buffer.from(samples.buffer).toString('base64') });
  }
  const recording = await captions.handlers.stop({ recordingId: id });
  watching.abort();
  await read;
  const { lines } = await captions.handlers.lines({ recordingId: id, from: 0, limit: 200 });
  return { recording, lines, events };
}

test('what a voice says comes out as lines, at the times at which it was said', async () => {
  const { recording, lines, events } = await record();
  expect(recording).toMatchObject({ live: false, durationMs: (clip.length * 1_000) / RATE, keptSound: true });
  expect(share(SENTENCES.join(' '), lines.map(({ text }) => text).join(' '))).toBeGreaterThan(0.8);
  expect(lines.length).toBeGreaterThanOrEqual(SENTENCES.length);
  for (const [i, line] of lines.entries()) {
    expect(line.endMs).toBeGreaterThan(line.startMs);
    expect(line.startMs).toBeGreaterThanOrEqual(lines[i - 1]?.startMs ?? 0);
  }
  expect(lines.at(-1)?.endMs).toBeLessThanOrEqual(recording.durationMs + 500);
  // Each line as it was last committed, before it was one.
  expect(events.filter((event) => event.kind === 'line')).toHaveLength(lines.length);
  const { realTimeFactor } = await captions.handlers.selfTest({});
  expect(realTimeFactor).toBeGreaterThan(0);
});

test.each(['hearing', 'speech'])('kill -9 of the %s process costs the phrase that is being spoken at most', async (name) => {
  let killed = false;
  const { recording, lines, events } = await record(async (at, recordingId) => {
    // In the midst of the second sentence, once the first one is written down.
    if (killed || at < clip.length * 0.45) return;
    killed = true;
    await expect.poll(async () => (await captions.handlers.lines({ recordingId, from: 0, limit: 5 })).lines.length, { timeout: 120_000 }).toBeGreaterThan(0);
    children.findLast((one) => one.name === name)?.child.kill();
  });
  const text = lines.map((line) => line.text).join(' ');
  expect(recording.durationMs).toBe((clip.length * 1_000) / RATE);
  expect(share(SENTENCES[0] ?? '', text)).toBeGreaterThan(0.7);
  expect(share(SENTENCES[2] ?? '', text)).toBeGreaterThan(0.7);
  expect(events.some((event) => event.kind === 'state' && event.notice?.includes('interrupted and go on'))).toBe(true);
});
