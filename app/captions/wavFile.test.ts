import { expect, test } from 'vitest';
import { wavFile } from './wavFile.ts';

test('a WAV file has the header of PCM, one channel, 16 bits', () => {
  const file = Buffer.from(wavFile(new Uint8Array([1, 2, 3, 4]), 16_000));
  expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
  expect([file.readUInt32LE(4), file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34), file.readUInt32LE(40)]).toEqual([
    40, 1, 16_000, 16, 4,
  ]);
  expect([...file.subarray(44)]).toEqual([1, 2, 3, 4]);
});
