import { expect, it } from 'vitest';
import { wavFile } from '../../../app/captions/wavFile.ts';
import { damage, expectRefusals } from '../../formats/fuzz.test-helper.ts';
import { readWav } from './readWav.ts';

const tone = wavFile(new Uint8Array(Int16Array.of(0, 16_384, -32_768, 8_192).buffer), 24_000);

/** A WAV file of any format, with a chunk before the sound that nobody knows. */
function wav(kind: number, channels: number, bits: number, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(20 + 16 + 8 + 4 + 8);
  head.write('RIFF', 0);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(kind, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt16LE(bits, 34);
  head.write('LIST', 36);
  head.writeUInt32LE(3, 40);
  head.write('data', 48);
  head.writeUInt32LE(data.length, 52);
  return Buffer.concat([head, data]);
}

it('reads 16-bit and float samples, averages channels, and steps over what it does not know', () => {
  expect(readWav(tone, 'a.wav')).toEqual({ sampleRate: 24_000, samples: Float32Array.of(0, 0.5, -1, 0.25) });
  const stereo = wav(3, 2, 32, new Uint8Array(Float32Array.of(0.5, 0, 9, 9, Number.NaN, 0).buffer));
  expect(readWav(stereo, 'a.wav')).toEqual({ sampleRate: 16_000, samples: Float32Array.of(0.25, 1, 0) });
});

it('takes what is there of a sound that was cut, and refuses what it cannot read', () => {
  expect(readWav(tone.subarray(0, tone.length - 4), 'a.wav').samples).toHaveLength(2);
  expect(() => readWav(tone.subarray(0, 44), 'a.wav')).toThrow('no sound');
  expect(() => readWav(wav(1, 1, 8, new Uint8Array(4)), 'a.wav')).toThrow('16-bit');
  expect(() => readWav(wav(1, 0, 16, new Uint8Array(4)), 'a.wav')).toThrow('0 channels');
  expect(() => readWav(Buffer.from('no sound at all, but text'), 'a.wav')).toThrow('does not begin like one');
});

it('survives damaged files', async () => {
  const cases = damage(tone, { cuts: 20, flips: 100, numbers: 60, reach: tone.length });
  expect(await expectRefusals(cases, 200, ({ bytes }) => readWav(bytes, 'a.wav'))).toBeGreaterThan(10);
});
