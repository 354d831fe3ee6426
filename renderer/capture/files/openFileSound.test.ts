import { describe, expect, test } from 'vitest';
import type { CodedPacket, CodedSound } from './CodedSound.ts';
import { mp4Samples } from './mp4Samples.ts';
import { readMp3 } from './readMp3.ts';
import { readMp4 } from './readMp4.ts';
import { readWav } from './readWav.ts';
import m4a from './fixtures/tone.m4a?inline';
import mp3 from './fixtures/tone.mp3?inline';

/** Two seconds of a tone in two channels of 44.1 kHz. */
const fixture = async (name: 'tone.mp3' | 'tone.m4a'): Promise<Uint8Array<ArrayBuffer>> => {
  const response = await fetch(name === 'tone.mp3' ? mp3 : m4a);
  return new Uint8Array(await response.arrayBuffer());
};
const blob = (...parts: Uint8Array<ArrayBuffer>[]): Blob => new Blob(parts);

async function packetsOf(sound: CodedSound | null): Promise<CodedPacket[]> {
  const packets: CodedPacket[] = [];
  for await (const packet of sound?.packets(new AbortController().signal) ?? []) packets.push(packet);
  return packets;
}

describe('MP3', () => {
  test('its packets are its frames, behind its tags; its length and what the encoder put before it are told', async () => {
    const sound = await readMp3(blob(await fixture('tone.mp3')));
    expect(sound).toMatchObject({ codec: 'mp3', sampleRate: 44_100, channels: 2, seconds: 2 });
    expect(sound?.priming).toBeCloseTo(1_105 / 44_100, 6);
    const packets = await packetsOf(sound);
    // 88,200 samples and those of the encoder, 1,152 in each frame.
    expect(packets.length).toBe(Math.ceil((88_200 + 1_105) / 1_152));
    for (const { bytes } of packets) expect([bytes[0], bytes[1]! & 0xe0]).toEqual([0xff, 0xe0]);
  });

  test('damage in its middle costs what is damaged, and its end may be missing', async () => {
    const bytes = await fixture('tone.mp3');
    const whole = await packetsOf(await readMp3(blob(bytes)));
    const broken = bytes.slice();
    broken.fill(0, 4_000, 4_300);
    const left = await packetsOf(await readMp3(blob(broken)));
    expect(left.length).toBeGreaterThan(whole.length - 6);
    expect(left.length).toBeLessThan(whole.length);
    expect((await packetsOf(await readMp3(blob(bytes.subarray(0, 5_000))))).length).toBeGreaterThan(10);
  });
});

describe('AAC in MP4', () => {
  test('its packets are where its tables say, with what the decoder must know', async () => {
    const sound = await readMp4(blob(await fixture('tone.m4a')));
    expect(sound).toMatchObject({ codec: 'mp4a.40.2', sampleRate: 44_100, channels: 2 });
    expect(sound?.description?.length).toBeGreaterThanOrEqual(2);
    expect(sound?.priming).toBeCloseTo(1_024 / 44_100, 6);
    expect(sound?.seconds).toBeCloseTo(2, 1);
    const packets = await packetsOf(sound);
    expect(packets.length).toBe(Math.ceil((88_200 + 1_024) / 1_024));
    for (const { bytes } of packets) expect(bytes.length).toBeGreaterThan(1);
  });

  test('an edit list that leaves out more than there is counts for nothing', async () => {
    const bytes = await fixture('tone.m4a');
    const edits = new TextDecoder('latin1').decode(bytes).indexOf('elst') + 4;
    new DataView(bytes.buffer).setInt32(edits + 12, 100 * 44_100);
    const sound = await readMp4(blob(bytes));
    expect(sound?.priming).toBe(0);
    expect(sound?.seconds).toBeCloseTo(2, 1);
  });

  test('a file that is cut in its sound, or damaged in its tables, ends early or is refused; nothing is thrown', async () => {
    const bytes = await fixture('tone.m4a');
    const text = new TextDecoder('latin1').decode(bytes);
    const tables = text.indexOf('moov');
    for (const name of ['stsz', 'stco', 'stsc', 'stts', 'esds', 'mdhd']) {
      const broken = bytes.slice();
      const at = text.indexOf(name, tables);
      for (const value of [0, 0x7f, 0xff]) {
        broken.fill(value, at + 4, at + 24);
        await packetsOf(await readMp4(blob(broken)));
      }
    }
    expect(await readMp4(blob(bytes.subarray(0, tables)))).toBeNull();
    expect(await readMp4(blob(bytes.subarray(0, tables + 100)))).toBeNull();
  });
});

/** A box of an MP4 file. */
function box(name: string, ...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.flatMap((part) => (part instanceof Uint8Array ? [...part] : part.flatMap((n) => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff])));
  const head = [bytes.length + 8].flatMap((n) => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff]);
  return new Uint8Array([...head, ...new TextEncoder().encode(name), ...bytes]);
}

test.each([
  { what: 'runs that go back and forth over empty chunks', sizes: [0, 10, 1], runs: [...Array.from({ length: 12_000 }, (_, i) => [i % 2 === 0 ? 1 : 30_000, 0, 1]).flat(), 1, 1, 1] },
  { what: 'runs that begin before the first chunk', sizes: [0, 10, 1], runs: [0, 1, 1] },
  { what: 'a packet of four gigabytes', sizes: [0, 0xff_ff_ff_ff, 1], runs: [1, 1, 1] },
])('tables of an MP4 file with $what are damaged, which is found out at once', ({ sizes, runs }) => {
  const chunks = Array.from({ length: 30_000 }, () => 8);
  const parts = [box('stsz', sizes), box('stsc', [0, runs.length / 3, ...runs]), box('stco', [0, chunks.length, ...chunks]), box('stts', [0, 1, 1, 1_024])];
  const bytes = new Uint8Array(parts.flatMap((part) => [...part]));
  expect(mp4Samples(new DataView(bytes.buffer), { name: 'stbl', from: 0, to: bytes.length })).toBeNull();
});

test('what is none of these is none of these', async () => {
  const texts = ['', 'R', 'This is no sound at all.', 'RIFFxxxxWAVE', 'ID3\u0004\0\0\0\0\0\u0001x', '\0\0\0\u0008moov', '\0\0\0\u0020ftypisom'];
  for (const text of texts) {
    const file = new Blob([text]);
    expect([await readMp3(file), await readMp4(file), await readWav(file)], text).toEqual([null, null, null]);
  }
});
