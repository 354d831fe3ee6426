import { describe, expect, test } from 'vitest';
import { fixtureBytes, packetsOf, readDamaged, total } from './codedFixtures.test-helper.ts';
import webmFile from './fixtures/tone.webm?inline';
import vorbisFile from './fixtures/tone.ogg?inline';
import { readWebm } from './readWebm.ts';

test('Opus in WebM: its packets, its length, and the head by which the decoder knows what to leave out', async () => {
  const bytes = await fixtureBytes(webmFile);
  const sound = await readWebm(new Blob([bytes]));
  expect(sound).toMatchObject({ codec: 'opus', sampleRate: 48_000, channels: 2, seconds: 2.008, priming: 0 });
  expect(sound?.description?.length).toBe(19);
  const packets = await packetsOf(sound);
  // As ffprobe has them.
  expect([packets.length, total(packets)]).toEqual([101, 9_068]);
  await readDamaged(bytes, readWebm);
});

type Content = number | string | readonly Content[];

const bytesOf = (content: Content): number[] => (typeof content === 'number' ? [content] : typeof content === 'string' ? [...new TextEncoder().encode(content)] : content.flatMap(bytesOf));
/** An element; one whose length is not told ends where the next one of its kind begins. */
function element(id: number, content: Content, { isOpen = false } = {}): number[] {
  const identifier = [24, 16, 8, 0].map((shift) => (id >>> shift) & 0xff).filter((byte, at, all) => byte !== 0 || all.slice(0, at).some((before) => before !== 0));
  const body = bytesOf(content);
  return [...identifier, ...(isOpen ? [0xff] : [0x40 | (body.length >> 8), body.length & 0xff]), ...body];
}
const track = (number: number, type: number, codec: string, more: Content = []): number[] =>
  element(0xae, [element(0xd7, number), element(0x83, type), element(0x86, codec), element(0xe1, [element(0xb5, [0x47, 0x3b, 0x80, 0]), element(0x9f, 2)]), more]);
/** As a recorder of a browser writes it: nobody knows yet how long it will be. */
const recorded = (tracks: Content, blocks: Content): Blob =>
  new Blob([new Uint8Array([...element(0x1a_45_df_a3, [0x42, 0x82, 0x84, 'webm']), ...element(0x18_53_80_67, [element(0x16_54_ae_6b, tracks), element(0x1f_43_b6_75, [element(0xe7, 0), blocks], { isOpen: true })], { isOpen: true })])]);
const sound = track(2, 2, 'A_OPUS', element(0x63_a2, 'OpusHead'));

describe('a file that is made block by block', () => {
  test('pictures are jumped over, and a length that is not told is no hindrance', async () => {
    const file = recorded([track(1, 1, 'V_VP8'), sound], [element(0xa3, [0x81, 0, 0, 0, 'picture']), element(0xa3, [0x82, 0, 0, 0x80, 'one']), element(0xa0, element(0xa1, [0x82, 0, 1, 0, 'two']))]);
    const found = await readWebm(file);
    expect(found).toMatchObject({ codec: 'opus', seconds: null, priming: 0, channels: 2 });
    expect((await packetsOf(found)).map((packet) => new TextDecoder().decode(packet))).toEqual(['one', 'two']);
  });

  test.each([
    ['Xiph’s lengths', 0x02, [2, 1, 3, 'abbbcc']],
    ['EBML’s lengths', 0x06, [2, 0x81, 0xbf + 2, 'abbbcc']],
    ['equal lengths', 0x04, [2, 'aabbcc']],
  ] as const)('several packets in one block, with %s', async (_name, flags, content) => {
    const packets = await packetsOf(await readWebm(recorded(sound, element(0xa3, [0x82, 0, 0, flags, content]))));
    const texts = packets.map((packet) => new TextDecoder().decode(packet));
    expect(texts).toEqual(flags === 0x04 ? ['aa', 'bb', 'cc'] : ['a', 'bbb', 'cc']);
  });

  test('lengths that cannot be are damage', async () => {
    expect(await packetsOf(await readWebm(recorded(sound, element(0xa3, [0x82, 0, 0, 0x02, 2, 200, 100, 'abc']))))).toEqual([]);
  });

  test('sound of another coding, or one that is packed, is left to others', async () => {
    expect(await readWebm(recorded(track(2, 2, 'A_AC3'), []))).toBeNull();
    expect(await readWebm(recorded(track(2, 2, 'A_OPUS', element(0x6d_80, 0)), []))).toBeNull();
    expect(await readWebm(recorded(track(1, 1, 'V_VP8'), []))).toBeNull();
  });
});

test('what is no WebM is none', async () => {
  for (const part of ['', '\u001aEߣ', 'This is no sound at all.', await fixtureBytes(vorbisFile)]) expect(await readWebm(new Blob([part]))).toBeNull();
});
