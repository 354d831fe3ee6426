import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phrase } from '../../app/captions/Phrase.ts';
import { runImport } from '../../main/importer/runImport.ts';
import { launchHearing, type LoadedHearing } from '../../main/services/hearing/launchHearing.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { Supervisor, type Running, type SupervisorState } from '../../main/supervise/Supervisor.ts';
import { loudSkip } from '../support/loudSkip.ts';
import { recognitionModelDirectory, recognitionModelFolder } from './recognitionModel.ts';

const HEADER_BYTES = 44;
const SECOND = 16_000;
const PIECE = 1_600;
const { signal } = new AbortController();
const folder = await recognitionModelFolder();
/** Recordings (16 kHz, mono, 16 bit) with their `words.json`; they are not part of the checkout. */
const recordings = process.env['HEADWATER_TEST_SPEECH'] ?? '';
const haveSpeech = recordings !== '' && existsSync(join(recordings, 'words.json'));
if (!haveSpeech) loudSkip('hearing of recordings', 'HEADWATER_TEST_SPEECH names no folder with them');

let home: string;
let directory: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'headwater-hearing-'));
  directory = (await recognitionModelDirectory('fast')) ?? '';
});
afterAll(() => rmSync(home, { recursive: true }));

const launch = (of = directory, launchSignal = signal): Promise<Running<LoadedHearing>> =>
  launchHearing({ spawn: forkSpawn, directory: of, threads: 1, logFile: join(home, 'hearing.log') }, launchSignal);

function recording(name: string): Int16Array {
  const bytes = readFileSync(join(recordings, name)).subarray(HEADER_BYTES);
  return Int16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(2 * at));
}
const bytesOf = (samples: Int16Array) => new Uint8Array(samples.slice().buffer);
const textOf = (words: Phrase['committed']) =>
  words
    .map(({ text }) => text)
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .trim();

/** Reads the phrases of a sound until its stream ends or fails; `ended` never rejects. */
function follow(client: LoadedHearing['client'], soundId: string): { phrases: Phrase[]; ended: Promise<unknown> } {
  const phrases: Phrase[] = [];
  const read = async () => {
    for await (const phrase of client.phrases({ soundId })) phrases.push(phrase);
  };
  return { phrases, ended: read().catch((error: unknown) => error) };
}

/** Sends samples piece by piece, each as soon as the passes over what came before are done. */
async function speak(
  client: LoadedHearing['client'],
  soundId: string,
  at: number,
  samples: Int16Array,
  isWhole = true,
): Promise<void> {
  for (let from = 0; from < samples.length; from += PIECE) {
    const isLast = from + PIECE >= samples.length;
    const speech = [{ from: at, to: isLast && isWhole ? at + samples.length : null }];
    await client.hear({ soundId, at: at + from, samples: bytesOf(samples.subarray(from, from + PIECE)), speech });
  }
}

describe.skipIf(folder === null)('hearing with the recognition model of the starter set', () => {
  it('writes nothing where nobody speaks, whatever voice activity says', async () => {
    const { child, value } = await launch();
    const { client } = value;
    await client.open({ soundId: 'quiet' });
    const { phrases, ended } = follow(client, 'quiet');
    const quiet = new Int16Array(20 * SECOND).map((_, at) => ((at * 7_919) % 13) - 6);
    for (let at = 0; at < quiet.length; at += PIECE) {
      await client.hear({ soundId: 'quiet', at, samples: bytesOf(quiet.subarray(at, at + PIECE)), speech: [] });
    }
    expect(phrases).toEqual([]);
    await speak(client, 'quiet', quiet.length, quiet.subarray(0, 2 * SECOND));
    await client.close({ soundId: 'quiet' });
    await ended;
    expect(phrases.at(-1)).toMatchObject({ final: true });
    expect(phrases.filter(({ final }) => final).map(({ committed }) => textOf(committed))).toEqual(['']);
    await closeChild(child);
  });

  it('refuses a truncated model, and a prepared one that was damaged, by name', async () => {
    const cut = join(home, 'cut');
    cpSync(folder!, cut, { recursive: true });
    truncateSync(join(cut, 'model.bin'), 1_000_000);
    const modelsFolder = join(home, 'models');
    mkdirSync(modelsFolder);
    const request = {
      spawn: forkSpawn,
      kind: 'recognition',
      modelsFolder,
      precision: 'fast',
      sampling: null,
      logFile: join(home, 'importer.log'),
      signal,
      onProgress: () => undefined,
    } as const;
    await expect(runImport({ ...request, source: cut })).rejects.toMatchObject({ code: 'bad-file' });
    const damaged = join(home, 'damaged');
    cpSync(directory, damaged, { recursive: true });
    truncateSync(join(damaged, 'encoder.bin'), 1_000);
    await expect(launch(damaged)).rejects.toMatchObject({ code: 'bad-file' });
  });

  describe.skipIf(!haveSpeech)('and recordings', () => {
    it('shows a sentence while it is spoken, and writes it down when it ends', async () => {
      const { child, value } = await launch();
      const { client } = value;
      await client.open({ soundId: 'one' });
      const { phrases, ended } = follow(client, 'one');
      const samples = recording('sense-0930.wav');
      for (let at = 0; at < samples.length; at += PIECE) {
        const isLast = at + PIECE >= samples.length;
        await client.hear({
          soundId: 'one',
          at,
          samples: bytesOf(samples.subarray(at, at + PIECE)),
          speech: [{ from: 0, to: isLast ? samples.length : null }],
        });
        // Half of it is looked at before the rest is spoken.
        if (at === PIECE * 15) await expect.poll(() => phrases.length).toBeGreaterThan(0);
      }
      await client.close({ soundId: 'one' });
      await ended;
      expect(textOf([...phrases[0]!.committed, ...phrases[0]!.tentative])).toMatch(/^he/);
      expect(phrases[0]!.final).toBe(false);
      const last = phrases.at(-1)!;
      expect(last).toMatchObject({ number: 0, final: true, tentative: [] });
      expect(textOf(last.committed)).toBe('he might even have been made amiable himself');
      for (const [index, phrase] of phrases.slice(1).entries()) {
        const before = phrases[index]!.committed;
        expect(phrase.committed.slice(0, before.length)).toEqual(before);
      }
      const { words } = await client.transcribe({ samples: bytesOf(samples) });
      expect(textOf(words)).toBe(textOf(last.committed));
      await closeChild(child);
    });

    it('loses at most the phrase in which its process is killed', async () => {
      const states: SupervisorState<LoadedHearing>[] = [];
      const children: Running<LoadedHearing>['child'][] = [];
      const start = async (launchSignal: AbortSignal) => {
        const running = await launch(directory, launchSignal);
        children.push(running.child);
        return running;
      };
      const supervisor = new Supervisor(
        'hearing',
        start,
        (state) => states.push(state),
        () => 0,
      );
      supervisor.start();
      const running = async (life: number): Promise<LoadedHearing['client']> => {
        await expect.poll(() => states.filter(({ kind }) => kind === 'running').length).toBe(life);
        const state = states.findLast(({ kind }) => kind === 'running');
        if (state?.kind !== 'running') throw new Error('it does not run');
        return state.value.client;
      };
      const samples = recording('sense-0930.wav');
      const first = await running(1);
      await first.open({ soundId: 'a' });
      const { phrases, ended } = follow(first, 'a');
      await speak(first, 'a', 0, samples);
      // Only with the silence behind it is the phrase over.
      await first.hear({ soundId: 'a', at: samples.length, samples: new Uint8Array(SECOND), speech: [] });
      await expect.poll(() => phrases.some(({ final }) => final)).toBe(true);
      await speak(first, 'a', 2 * samples.length, samples.subarray(0, samples.length / 2), false);
      await expect.poll(() => phrases.at(-1)!.number).toBe(1);
      children[0]!.kill();
      expect(await ended).toMatchObject({ code: 'closed' });
      expect(phrases.filter(({ final }) => final).map(({ committed }) => textOf(committed))).toEqual([
        'he might even have been made amiable himself',
      ]);

      const second = await running(2);
      await second.open({ soundId: 'a' });
      const again = follow(second, 'a');
      await speak(second, 'a', 4 * samples.length, samples);
      await second.close({ soundId: 'a' });
      await again.ended;
      expect(textOf(again.phrases.at(-1)!.committed)).toBe('he might even have been made amiable himself');
      await supervisor.close();
    });
  });
});
