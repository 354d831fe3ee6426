import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testCaptions } from './captions.test-helper.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';
import { saying } from './scriptedModels.test-helper.ts';

/** A phrase of 4 s with its silence. */
const PHRASE = saying(['we', 'sail', 'at', 'noon.', ''], (4 * SAMPLE_RATE) / 5);
const HOUR = 900;

/** Bytes that are in use once what is not was given back. */
function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('an hour of speech: every sample and every line accounted for, and no more events late than early', async () => {
  const { models, client, record, say } = testCaptions({ limits: { stateMs: 0 } });
  const { id } = await record({ source: 'file' });
  let [events, lines] = [0, 0];
  const read = async (): Promise<void> => {
    for await (const { kind } of client.watch({ recordingId: id })) {
      events += 1;
      lines += Number(kind === 'line');
    }
  };
  void read().catch(() => undefined);
  let heard = 0;
  const counts: number[] = [];
  const heaps: number[] = [];
  for (let phrase = 1; phrase <= HOUR; phrase++) {
    await say(id, PHRASE);
    const isWritten = (): boolean => lines >= phrase;
    while (!isWritten()) await setImmediate();
    if (phrase % 100 !== 0) continue;
    counts.push(events);
    heard += models.takeHeard();
    heaps.push(heapAfterCollection());
  }
  const ended = await client.stop({ recordingId: id });
  expect(ended).toMatchObject({ lines: HOUR, durationMs: 3_600_000 });
  expect(heard).toBe(3_600 * SAMPLE_RATE);
  const perHundred = counts.map((count, i) => count - (counts[i - 1] ?? 0));
  // What is on its way at a moment comes and goes; beneath it the last minutes leave no more behind than the first.
  expect(Math.min(...heaps.slice(-4))).toBeLessThan(Math.min(...heaps.slice(0, 4)) + 1_000_000);
  // A phrase makes so many events, in the last minutes as in the first: nothing grows.
  expect(Math.max(...perHundred)).toBeLessThan(1.3 * Math.min(...perHundred));
  const last = await client.lines({ recordingId: id, from: HOUR - 1, limit: 10 });
  expect([last.total, last.lines[0]?.startMs]).toEqual([HOUR, (HOUR - 1) * 4_000]);
}, 120_000);
