import { expect, test } from 'vitest';
import { wavFile } from '../../../app/captions/wavFile.ts';
import { seededRandom } from '../../../app/testing/seededRandom.test-helper.ts';
import m4a from './fixtures/tone.m4a?inline';
import mp3 from './fixtures/tone.mp3?inline';
import { readMp3 } from './readMp3.ts';
import { readMp4 } from './readMp4.ts';
import { wavSound } from './wavSound.ts';

const CASES = 400;
/** A stretch of this many samples is more than any of the sounds has; a packet of this many bytes is none. */
const ENDLESS = 10_000_000;
const ABSURD = [0, 1, 0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff, 0x1_00_00];

/** A copy with one to four wounds at or behind `from`: a byte, an absurd number, a hole; now and then it is cut. */
function damaged(bytes: Uint8Array<ArrayBuffer>, from: number, random: () => number): Uint8Array<ArrayBuffer> {
  const below = (limit: number): number => Math.floor(random() * limit);
  const copy = bytes.slice();
  for (let wounds = 1 + below(4); wounds > 0; wounds--) {
    const at = from + below(copy.length - from - 4);
    const kind = below(3);
    if (kind === 0) copy[at] = below(256);
    else if (kind === 1) new DataView(copy.buffer).setUint32(at, ABSURD[below(ABSURD.length)]!);
    else copy.fill(below(2) * 255, at, at + below(32));
  }
  return below(5) === 0 ? copy.slice(0, below(copy.length)) : copy;
}

async function read(file: Blob, reader: typeof readMp4 | typeof wavSound): Promise<number> {
  const sound = await reader(file);
  if (!sound) return 0;
  expect(sound.seconds ?? 0).toBeGreaterThanOrEqual(0);
  const { signal } = new AbortController();
  let length = 0;
  if ('packets' in sound) for await (const { bytes } of sound.packets(signal)) length += bytes.length;
  else for await (const samples of sound.read(signal)) length += samples.length;
  expect(length).toBeLessThan(ENDLESS);
  return length;
}

test.each([
  { name: 'MP4', url: m4a, reader: readMp4, from: (text: string) => text.indexOf('moov') - 4 },
  { name: 'MP3', url: mp3, reader: readMp3, from: () => 0 },
  { name: 'WAV', url: null, reader: wavSound, from: () => 0 },
])('$name files that are damaged in any way are read as far as they go, or refused: nothing is thrown, and none is endless', async ({ url, reader, from }) => {
  const bytes = url === null ? wavFile(new Uint8Array(4_000).fill(7), 8_000) : new Uint8Array(await (await fetch(url)).arrayBuffer());
  const start = from(new TextDecoder('latin1').decode(bytes));
  expect(await read(new Blob([bytes]), reader)).toBeGreaterThan(0);
  const random = seededRandom(20_261_130);
  let refused = 0;
  for (let i = 0; i < CASES; i++) {
    const file = new Blob([damaged(bytes, i % 2 === 0 ? start : Math.min(start, 64), random)]);
    if ((await read(file, reader)) === 0) refused++;
  }
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(CASES);
});
