import { expect, test } from 'vitest';
import { fixtureBytes, packetsOf, readDamaged, total } from './codedFixtures.test-helper.ts';
import flacFile from './fixtures/tone.flac?inline';
import vorbisFile from './fixtures/tone.ogg?inline';
import { readFlac } from './readFlac.ts';

test('its packets are its frames, behind all that stands before them', async () => {
  const bytes = await fixtureBytes(flacFile);
  const sound = await readFlac(new Blob([bytes]));
  expect(sound).toMatchObject({ codec: 'flac', sampleRate: 16_000, channels: 1, seconds: 2, priming: 0 });
  // What follows the head in the file does not follow it here.
  expect([sound?.description?.length, sound?.description?.[4]]).toEqual([42, 0x80]);
  const packets = await packetsOf(sound);
  // As ffprobe has them.
  expect([packets.length, total(packets)]).toEqual([28, 11_688]);
  for (const packet of packets) expect([packet[0], packet[1]! & 0xfe]).toEqual([0xff, 0xf8]);
});

test('a frame that is damaged goes to its neighbour, and the others are as they were', async () => {
  const bytes = await fixtureBytes(flacFile);
  const whole = await packetsOf(await readFlac(new Blob([bytes])));
  const broken = bytes.slice();
  // The beginning of the eleventh frame.
  const at = bytes.length - total(whole.slice(10));
  broken[at + 1] = 0;
  const left = await packetsOf(await readFlac(new Blob([broken])));
  expect(left.map(({ length }) => length)).toEqual([...whole.slice(0, 9), ...whole.slice(11)].map(({ length }) => length).toSpliced(9, 0, whole[9]!.length + whole[10]!.length));
  await readDamaged(bytes, readFlac);
});

test('where nothing begins for megabytes, what was begun is left out, and it goes on at the next frame', async () => {
  const bytes = await fixtureBytes(flacFile);
  const whole = await packetsOf(await readFlac(new Blob([bytes])));
  const at = bytes.length - total(whole.slice(10));
  const left = await packetsOf(await readFlac(new Blob([bytes.subarray(0, at), new Uint8Array(9 * 1_024 * 1_024), bytes.subarray(at)])));
  expect(left.map(({ length }) => length)).toEqual([...whole.slice(0, 9), ...whole.slice(10)].map(({ length }) => length));
});

test('what is no FLAC is none', async () => {
  for (const part of ['', 'fLaC', 'This is no sound at all.', await fixtureBytes(vorbisFile)]) expect(await readFlac(new Blob([part]))).toBeNull();
});
