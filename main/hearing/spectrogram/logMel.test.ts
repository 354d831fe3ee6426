import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { logMel } from './logMel.ts';
import { madeSound } from './madeSound.test-helper.ts';

const BINS = 80;
const file = path.join(import.meta.dirname, '../../../native-models/golden/whisper/goldens.json');
const { spectrogram } = JSON.parse(readFileSync(file, 'utf8')) as {
  spectrogram: { frames: number[]; values: number[][]; mean: number };
};

describe('logMel', () => {
  it('gives the values of the reference, padded to 30 s', () => {
    const mel = logMel(madeSound(2), 3_000, BINS);
    for (const [bin, row] of spectrogram.values.entries()) {
      for (const [index, frame] of spectrogram.frames.entries())
        expect(Math.abs(mel[bin * 3_000 + frame]! - row[index]!)).toBeLessThan(1e-4);
    }
    expect(mel.reduce((sum, value) => sum + value, 0) / mel.length).toBeCloseTo(spectrogram.mean, 5);
  });

  it('is the same for less silence behind the sound', () => {
    const [long, short] = [logMel(madeSound(2), 3_000, BINS), logMel(madeSound(2), 301, BINS)];
    for (let bin = 0; bin < BINS; bin++) {
      expect(short.subarray(bin * 301, (bin + 1) * 301)).toEqual(long.subarray(bin * 3_000, bin * 3_000 + 301));
    }
  });

  it('gives one value for silence, and looks at no sound beyond its frames', () => {
    expect(new Set(logMel(new Float32Array(), 20, BINS))).toEqual(new Set([-1.5]));
    expect(logMel(madeSound(2), 100, BINS)).toEqual(logMel(madeSound(1), 100, BINS));
  });
});
