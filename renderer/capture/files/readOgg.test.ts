import { expect, test } from 'vitest';
import { fixtureBytes, packetsOf, readDamaged, total } from './codedFixtures.test-helper.ts';
import opusFile from './fixtures/tone.opus?inline';
import vorbisFile from './fixtures/tone.ogg?inline';
import flacFile from './fixtures/tone.flac?inline';
import { readOgg } from './readOgg.ts';

test('Opus: its packets, its length, and the head by which the decoder knows what to leave out', async () => {
  const sound = await readOgg(new Blob([await fixtureBytes(opusFile)]));
  expect(sound).toMatchObject({ codec: 'opus', sampleRate: 48_000, channels: 2, seconds: 2, priming: 0 });
  expect(new DataView(sound!.description!.buffer).getUint16(10, true)).toBe(312);
  const packets = await packetsOf(sound);
  // As ffprobe has them: 20 ms each, without the two heads.
  expect([packets.length, total(packets)]).toEqual([101, 9_068]);
});

test('Vorbis: its packets behind its three heads, which the decoder gets as one', async () => {
  const sound = await readOgg(new Blob([await fixtureBytes(vorbisFile)]));
  expect(sound).toMatchObject({ codec: 'vorbis', sampleRate: 44_100, channels: 2, seconds: 2, priming: 0 });
  const { description } = sound!;
  expect(description?.[0]).toBe(2);
  const [first, second] = [description![1]!, description![2]!];
  const text = new TextDecoder('latin1').decode(description);
  // Two lengths below 255, then the heads behind one another.
  expect([text.indexOf('\u0001vorbis'), text.indexOf('\u0003vorbis'), text.indexOf('\u0005vorbis')]).toEqual([3, 3 + first, 3 + first + second]);
  const packets = await packetsOf(sound);
  expect([packets.length, total(packets)]).toEqual([88, 4_543]);
});

test('damage costs what is damaged: a page that is gone takes its packets along, and what it shares with others', async () => {
  const bytes = await fixtureBytes(opusFile);
  const text = new TextDecoder('latin1').decode(bytes);
  const pages = Array.from(text.matchAll(/OggS/g), ({ index }) => index);
  const whole = await packetsOf(await readOgg(new Blob([bytes])));
  const [from, to] = [pages[2]!, pages[3]!];
  const without = await packetsOf(await readOgg(new Blob([bytes.subarray(0, from), bytes.subarray(to)])));
  expect(without.length).toBeGreaterThan(0);
  expect(without.length).toBeLessThan(whole.length);
  for (const packet of without) expect(whole.some((one) => one.length === packet.length && one.every((byte, at) => byte === packet[at]))).toBe(true);
  await readDamaged(bytes, readOgg);
  await readDamaged(await fixtureBytes(vorbisFile), readOgg);
});

test('what is no Ogg is none', async () => {
  for (const part of ['', 'OggS', 'This is no sound at all.', await fixtureBytes(flacFile)]) expect(await readOgg(new Blob([part]))).toBeNull();
});
