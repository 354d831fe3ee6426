import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testCaptions } from './captions.test-helper.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';
import { saying } from './scriptedModels.test-helper.ts';

/** A phrase of 4 s with its silence. */
const PHRASE = saying(['we', 'sail', 'at', 'noon.', ''], (4 * SAMPLE_RATE) / 5);
const HOUR = 900;

test('an hour of speech: every sample and every line accounted for, and no more events late than early', async () => {
  const { models, client, record, say, watch } = testCaptions({ limits: { stateMs: 0 } });
  const { id } = await record({ source: 'file' });
  const events = watch(id);
  const counts: number[] = [];
  let [seen, lines] = [0, 0];
  const counted = (): number => {
    for (; seen < events.length; seen++) lines += Number(events[seen]?.kind === 'line');
    return lines;
  };
  for (let phrase = 1; phrase <= HOUR; phrase++) {
    await say(id, PHRASE);
    while (counted() < phrase) await setImmediate();
    if (phrase % 100 === 0) counts.push(events.length);
  }
  const ended = await client.stop({ recordingId: id });
  expect(ended).toMatchObject({ lines: HOUR, durationMs: 3_600_000 });
  expect(models.heard.reduce((sum, { samples }) => sum + samples, 0)).toBe(3_600 * SAMPLE_RATE);
  const perHundred = counts.map((count, i) => count - (counts[i - 1] ?? 0));
  // A phrase makes so many events, in the last minutes as in the first: nothing grows.
  expect(Math.max(...perHundred)).toBeLessThan(1.3 * Math.min(...perHundred));
  const last = await client.lines({ recordingId: id, from: HOUR - 1, limit: 10 });
  expect([last.total, last.lines[0]?.startMs]).toEqual([HOUR, (HOUR - 1) * 4_000]);
}, 120_000);
