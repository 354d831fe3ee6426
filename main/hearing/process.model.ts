import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Phrase } from '../../app/captions/Phrase.ts';
import { compileWhisper } from '../../native-models/import/compileWhisper.ts';
import { launchHearing } from '../services/hearing/launchHearing.ts';
import { forkSpawn } from '../supervise/forkSpawn.ts';
import { closeChild } from '../supervise/closeChild.ts';

const TINY = path.join(import.meta.dirname, '../../native-models/golden/whisper');
const { signal } = new AbortController();
let home: string;
let directory: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-hearing-'));
  directory = await compileWhisper(TINY, home, { precision: 'fast' });
});
afterAll(() => rm(home, { recursive: true, force: true }));

const launch = (onBusy?: (busy: boolean) => void) =>
  launchHearing({ spawn: forkSpawn, directory, threads: 1, logFile: path.join(home, 'hearing.log'), onBusy }, signal);
const noise = (samples: number) =>
  Uint8Array.from({ length: 2 * samples }, (_, at) => (at % 2 === 0 ? (at * 37) % 251 : at % 7));

it('hears two sounds at once, makes every phrase final, and ends their streams and itself with its channel', async () => {
  const busy: boolean[] = [];
  const { child, value } = await launch((now) => busy.push(now));
  const { client } = value;
  expect(value.languages).toEqual(['en']);
  const read = async (soundId: string): Promise<Phrase[]> => {
    await client.open({ soundId });
    const phrases: Phrase[] = [];
    const reading = (async () => {
      for await (const phrase of client.phrases({ soundId })) phrases.push(phrase);
    })();
    await client.hear({ soundId, at: 0, samples: noise(3_200), speech: [{ from: 0, to: null }] });
    await client.hear({ soundId, at: 3_200, samples: noise(3_200), speech: [{ from: 0, to: 4_800 }] });
    // A gap, and speech that goes on until the sound is closed.
    await client.hear({ soundId, at: 160_000, samples: noise(6_400), speech: [{ from: 161_600, to: null }] });
    await client.close({ soundId });
    await reading;
    return phrases;
  };
  for (const phrases of await Promise.all([read('one'), read('other')])) {
    const finals = phrases.filter(({ final }) => final);
    expect(finals.map(({ number, heardMs }) => [number, heardMs])).toEqual([
      [0, 300],
      [1, 10_400],
    ]);
    expect(finals.every(({ tentative }) => tentative.length === 0)).toBe(true);
  }
  const { words } = await client.transcribe({ samples: noise(8_000) });
  await expect.poll(() => busy.at(-1)).toBe(false);
  expect(busy[0]).toBe(true);
  expect(words.every(({ endMs }) => endMs <= 500)).toBe(true);
  expect((await client.residentBytes({})).bytes).toBeGreaterThan(10_000_000);
  child.channel.close();
  expect(await child.exited).toEqual({ code: 0, signal: null });
});

it('says what was wrong with a call, and goes on', async () => {
  const { child, value } = await launch();
  const { client } = value;
  await expect(client.load({ directory, threads: 1 })).rejects.toMatchObject({ code: 'busy' });
  await client.open({ soundId: 'a' });
  await expect(client.open({ soundId: 'a' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(client.hear({ soundId: 'b', at: 0, samples: noise(10), speech: [] })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(client.hear({ soundId: 'a', at: 0, samples: noise(10).subarray(1), speech: [] })).rejects.toMatchObject({
    code: 'bad-request',
  });
  await expect(client.hear({ soundId: 'a', at: 0, samples: noise(160_001), speech: [] })).rejects.toMatchObject({
    code: 'too-large',
  });
  await client.hear({ soundId: 'a', at: 0, samples: noise(1_600), speech: [] });
  await expect(client.hear({ soundId: 'a', at: 100, samples: noise(10), speech: [] })).rejects.toMatchObject({
    code: 'bad-request',
  });
  await client.close({ soundId: 'a' });
  await closeChild(child);
});
