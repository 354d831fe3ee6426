import { expect, it } from 'vitest';
import { madeSound } from '../spectrogram/madeSound.test-helper.ts';
import { TURN_BINS, TURN_FRAMES, turnFeatures } from './turnFeatures.ts';

// As transformers' WhisperFeatureExtractor(chunk_length=8) gives them with do_normalize, for the last eight seconds of the
// sound, silence before a shorter one: the mean of all, and [bin, frame, value].
it.each([
  [3, -0.009645264, [[0, 0, -0.0641], [3, 500, 1.69901], [20, 501, 0.46316], [40, 640, -0.0774], [79, 799, 1.38211], [10, 799, 0.07624]]],
  [10, -0.29475892, [[0, 0, 0.97083], [3, 500, -0.39659], [20, 501, -0.39659], [40, 640, -0.39659], [79, 799, 1.45997], [10, 799, -0.39659]]],
])('gives the values of the reference for a sound of %i s', (seconds, mean, values) => {
  const features = turnFeatures(madeSound(seconds));
  expect(features).toHaveLength(TURN_BINS * TURN_FRAMES);
  expect(features.reduce((sum, value) => sum + value, 0) / features.length).toBeCloseTo(mean, 4);
  for (const [bin = 0, frame = 0, value = 0] of values) expect(features[bin * TURN_FRAMES + frame]).toBeCloseTo(value, 3);
});

it('takes silence, and no sound at all', () => {
  expect(new Set(turnFeatures(new Float32Array(16_000)))).toEqual(new Set(turnFeatures(new Float32Array())));
});
