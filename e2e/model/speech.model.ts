import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchSpeech, type LoadedSpeech } from '../../main/services/speech/launchSpeech.ts';
import { fetchFolder } from '../../main/store/download/fetchFolder.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import type { Child } from '../../main/supervise/Spawn.ts';
import { Supervisor, type Running, type SupervisorState } from '../../main/supervise/Supervisor.ts';
import { activityModel } from '../../native-models/catalog/activityModel.ts';
import type { CatalogFolder } from '../../native-models/catalog/CatalogFolder.ts';
import { loudSkip } from '../support/loudSkip.ts';
import { speechModels, type SpeechModelPaths } from './speechModels.ts';

const RATE = 16_000;
const TEXT = 'Well, this is how it is said. The **quick brown fox** jumps over the lazy dog, and then it sleeps for a while. Nobody knows why.';
const { signal } = new AbortController();
let models: SpeechModelPaths | null;
let folder: string;
let running: Running<LoadedSpeech> | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-speech-'));
  models = await speechModels();
  if (models) running = await launch(models);
});
beforeEach((context) => {
  if (!models) context.skip();
});
afterAll(async () => {
  if (running) await closeChild(running.child);
  rmSync(folder, { recursive: true });
});

const voiceOf = (paths: SpeechModelPaths) => ({ directory: paths.voice, phonemes: paths.phonemes, threads: 1 });
function launch(paths: SpeechModelPaths): Promise<Running<LoadedSpeech>> {
  return launchSpeech({ spawn: forkSpawn, activity: paths.activityFile, voice: voiceOf(paths), logFile: join(folder, 'speech.log') }, signal);
}
function loaded() {
  if (!models || !running) throw new Error('there are no models');
  return { paths: models, ...running.value };
}

type Client = LoadedSpeech['client'];
interface Said { readonly words: string; readonly samples: Int16Array; readonly sampleRate: number }

async function say(client: Client, text: string): Promise<Said[]> {
  const said: Said[] = [];
  for await (const { from, to, samples, sampleRate } of client.speak({ text })) {
    said.push({ words: text.slice(from, to), samples: new Int16Array(samples.slice().buffer), sampleRate });
  }
  return said;
}

/** The same sound at 16 kHz, with so many seconds of silence on both sides. */
function at16kHz(said: readonly Said[], silence = 1): Int16Array {
  const parts = said.map(({ samples, sampleRate }) => {
    const part = new Int16Array(Math.floor((samples.length * RATE) / sampleRate));
    for (let at = 0; at < part.length; at++) {
      const place = (at * sampleRate) / RATE;
      const [before, share] = [Math.floor(place), place % 1];
      part[at] = (samples[before] ?? 0) * (1 - share) + (samples[before + 1] ?? 0) * share;
    }
    return part;
  });
  const quiet = Array.from({ length: silence * RATE }, () => 0);
  return Int16Array.from([...quiet, ...parts.flatMap((part) => [...part]), ...quiet]);
}

/** Listens to a sound in pieces of a tenth of a second; the stretches of speech that ended, in seconds. */
async function listen(client: Client, soundId: string, sound: Int16Array): Promise<{ from: number; to: number }[]> {
  const stretches: { from: number; to: number }[] = [];
  await client.listen({ soundId });
  for (let at = 0; at < sound.length; at += 1_600) {
    const piece = sound.slice(at, at + 1_600);
    const { speech } = await client.hear({ soundId, at, samples: new Uint8Array(piece.buffer) });
    for (const { from, to } of speech) if (to !== null) stretches.push({ from: from / RATE, to: to / RATE });
  }
  await client.leave({ soundId });
  return stretches;
}

describe('synthesis', () => {
  test('a text is said in chunks, each with its place, the first one short', async () => {
    const { client, voice } = loaded();
    expect(voice).toEqual({ name: 'en_US-joe-medium', sampleRate: 22_050, speakers: 1 });
    const said = await say(client, TEXT);
    expect(said.map(({ words }) => words)).toEqual([
      'Well, this is how it is said.',
      'The **quick brown fox** jumps over the lazy dog, and then it sleeps for a while.',
      'Nobody knows why.',
    ]);
    const seconds = said.map(({ samples, sampleRate }) => samples.length / sampleRate);
    expect(seconds[0]).toBeLessThan(seconds[1] ?? 0);
    // About fifteen characters a second.
    for (const [index, { words, samples }] of said.entries()) {
      expect(words.length / (seconds[index] ?? 0)).toBeGreaterThan(8);
      expect(words.length / (seconds[index] ?? 0)).toBeLessThan(30);
      expect(Math.max(...samples)).toBeGreaterThan(3_000);
    }
  });

  test('who stops listening ends it, and the next text is said', async () => {
    const { client } = loaded();
    for await (const { to } of client.speak({ text: TEXT.repeat(20) })) {
      expect(to).toBeLessThan(TEXT.length);
      break;
    }
    expect(await say(client, 'Yes.')).toHaveLength(1);
  });

  test('two texts at once are said both', async () => {
    const { client } = loaded();
    const [one, other] = await Promise.all([say(client, 'One sentence here.'), say(client, 'Another one is there.')]);
    expect(one.map(({ words }) => words)).toEqual(['One sentence here.']);
    expect(other.map(({ words }) => words)).toEqual(['Another one is there.']);
  });

  test('a slower voice takes longer; nothing is said of nothing; a speaker that it has not is refused', async () => {
    const { client } = loaded();
    const lengthAt = async (speed: number): Promise<number> => {
      let length = 0;
      for await (const { samples } of client.speak({ text: 'The same sentence as before.', speed })) length += samples.length;
      return length;
    };
    expect(await lengthAt(0.5)).toBeGreaterThan(1.5 * (await lengthAt(1.5)));
    expect(await say(client, '... 😀 --- **')).toEqual([]);
    await expect(client.speak({ text: 'Hi.', speaker: 1 }).next()).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('voice activity', () => {
  test('what was synthesised is heard as speech, where it is and nowhere else', async () => {
    const { client } = loaded();
    const sound = at16kHz(await say(client, TEXT));
    const stretches = await listen(client, 'said', sound);
    expect(stretches.length).toBeGreaterThan(0);
    expect(stretches[0]?.from).toBeGreaterThan(0.5);
    expect(stretches[0]?.from).toBeLessThan(1.2);
    expect(stretches.at(-1)?.to).toBeLessThan(sound.length / RATE - 0.3);
    const heard = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(heard).toBeGreaterThan(0.75 * (sound.length / RATE - 2));
  });

  test('silence, hum and noise are no speech', async () => {
    const { client } = loaded();
    let state = 1;
    const noise = Int16Array.from({ length: 5 * RATE }, () => (state = (state * 48_271) % 2_147_483_647) % 4_000 - 2_000);
    const hum = Int16Array.from({ length: 5 * RATE }, (_, at) => 8_000 * Math.sin((2 * Math.PI * 50 * at) / RATE));
    for (const [index, sound] of [new Int16Array(5 * RATE), hum, noise].entries()) {
      expect(await listen(client, `quiet ${index}`, sound)).toEqual([]);
    }
  });

  test('two sounds do not mix; there is a limit, and what is not listened to is said so', async () => {
    const { client } = loaded();
    const sound = at16kHz(await say(client, 'This is one sound.'));
    const [one, other] = await Promise.all([listen(client, 'one', sound), listen(client, 'other', new Int16Array(sound.length))]);
    expect(one.length).toBeGreaterThan(0);
    expect(other).toEqual([]);
    await expect(client.hear({ soundId: 'gone', at: 0, samples: new Uint8Array(2) })).rejects.toMatchObject({ code: 'not-found' });
    for (let index = 0; index < 8; index++) await client.listen({ soundId: `many ${index}` });
    await expect(client.listen({ soundId: 'one too many' })).rejects.toMatchObject({ code: 'busy' });
    await expect(client.listen({ soundId: 'many 0' })).rejects.toMatchObject({ code: 'bad-request' });
    for (let index = 0; index < 8; index++) await client.leave({ soundId: `many ${index}` });
    await expect(client.hear({ soundId: 'one', at: 0, samples: new Uint8Array(2) })).rejects.toMatchObject({ code: 'not-found' });
    await client.listen({ soundId: 'one' });
    await expect(client.hear({ soundId: 'one', at: 0, samples: new Uint8Array(3) })).rejects.toMatchObject({ code: 'bad-request' });
    await client.leave({ soundId: 'one' });
  });
});

describe('files that are not what they should be', () => {
  test('the one whose inputs come in another order is refused before it ends the process', async (context) => {
    const { client } = loaded();
    const file = await abortingFile();
    if (file === null) return context.skip();
    await expect(client.loadActivity({ file })).rejects.toMatchObject({ code: 'unsupported' });
    expect((await client.residentBytes({})).bytes).toBeGreaterThan(0);
  });

  test('a voice activity model that was cut is refused; the one before it goes on', async () => {
    const { client, paths } = loaded();
    const cut = join(folder, 'cut.onnx');
    cpSync(paths.activityFile, cut);
    truncateSync(cut, 1_000_000);
    await expect(client.loadActivity({ file: cut })).rejects.toMatchObject({ code: 'bad-file' });
    await expect(client.loadActivity({ file: join(folder, 'none.onnx') })).rejects.toMatchObject({ code: 'not-found' });
    expect(await listen(client, 'after', new Int16Array(RATE))).toEqual([]);
  });

  test('a damaged voice is refused, by any of its files; so is one without pronunciation', async () => {
    const { client, paths } = loaded();
    const damaged = (name: string, harm: (file: string) => void): string => {
      const copy = join(folder, `voice-${name}`);
      cpSync(paths.voice, copy, { recursive: true });
      harm(join(copy, name));
      return copy;
    };
    const directories = [
      damaged('voice.onnx', (file) => truncateSync(file, 30_000_000)),
      damaged('tokens.txt', (file) => appendFileSync(file, 'nonsense\n')),
      damaged('model.json', (file) => writeFileSync(file, '{}')),
    ];
    for (const directory of directories) {
      await expect(client.loadVoice({ ...voiceOf(paths), directory })).rejects.toMatchObject({ code: 'bad-file' });
    }
    await expect(client.loadVoice({ ...voiceOf(paths), phonemes: null })).rejects.toMatchObject({ code: 'not-found' });
    const noEnglish = join(folder, 'phonemes');
    mkdirSync(noEnglish);
    for (const name of ['phontab', 'phonindex', 'phondata', 'intonations']) cpSync(join(paths.phonemes, name), join(noEnglish, name));
    await expect(client.loadVoice({ ...voiceOf(paths), phonemes: noEnglish })).rejects.toMatchObject({ code: 'busy' });
    const voice = { ...voiceOf(paths), phonemes: noEnglish };
    const fresh = launchSpeech({ spawn: forkSpawn, activity: null, voice, logFile: join(folder, 'fresh.log') }, signal);
    await expect(fresh).rejects.toMatchObject({ code: 'not-found' });
    // The voice before them is still there.
    expect(await say(client, 'Yes.')).toHaveLength(1);
  });
});

test('killed in the midst of a phrase it is started again, with its models', async () => {
  const { paths } = loaded();
  const states: SupervisorState<LoadedSpeech>[] = [];
  const children: Child[] = [];
  const supervisor = new Supervisor<LoadedSpeech>(
    'speech',
    async () => {
      const started = await launch(paths);
      children.push(started.child);
      return started;
    },
    (state) => states.push(state),
  );
  const client = async (): Promise<Client> => {
    await expect.poll(() => states.at(-1)?.kind, { timeout: 280_000 }).toBe('running');
    const state = states.at(-1);
    if (state?.kind !== 'running') throw new Error('it does not run');
    return state.value.client;
  };
  try {
    supervisor.start();
    const first = await client();
    const speaking = say(first, TEXT.repeat(20)).catch((error: unknown) => error);
    await first.listen({ soundId: 'mic' });
    process.kill(children[0]?.pid ?? 0, 'SIGKILL');
    expect(await speaking).toMatchObject({ code: 'closed' });
    await expect.poll(() => states.map(({ kind }) => kind)).toContain('waiting');
    const second = await client();
    expect(second).not.toBe(first);
    const sound = at16kHz(await say(second, 'It speaks again.'));
    // The sound is gone with the process: who listened begins it again.
    await expect(second.hear({ soundId: 'mic', at: 0, samples: new Uint8Array(2) })).rejects.toMatchObject({ code: 'not-found' });
    expect((await listen(second, 'mic', sound)).length).toBeGreaterThan(0);
  } finally {
    await supervisor.close();
  }
  for (const child of children) expect(await child.exited).toBeDefined();
  expect(readFileSync(join(folder, 'speech.log'), 'utf8')).toContain('SIGKILL');
});

/** The file of the same package over which the native library ends its process; null when it cannot be had. */
async function abortingFile(): Promise<string | null> {
  const name = 'silero_vad_op18_ifless.onnx';
  const sha256 = '7671cd04b004e9076da0d4a7b1a5aec36adf161c39230c1cb94a4fd5db6bbd28';
  const model: CatalogFolder = {
    info: { ...activityModel.info, id: 'silero-vad-ifless' },
    files: [{ name, size: 2_845_718, sha256 }],
    sources: activityModel.sources,
  };
  const own = process.env['HEADWATER_TEST_SPEECH_MODELS'];
  const request = { environment: process.env, signal, onSource: () => undefined, onPassedOver: () => undefined, onProgress: () => undefined };
  try {
    return join(await fetchFolder({ ...request, model, given: own ? join(own, 'silero-vad-ifless') : null, folder }), name);
  } catch (error) {
    loudSkip('the voice activity model that ends its process', error instanceof Error ? error.message : String(error));
    return null;
  }
}
