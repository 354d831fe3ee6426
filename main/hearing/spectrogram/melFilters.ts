/** One filter: weights of the frequency bins from `first` on. */
export interface MelFilter {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Below 1000 Hz the scale is linear, above it is logarithmic (Slaney, Auditory Toolbox 1998). */
const LINEAR_UP_TO_HZ = 1_000;
const HZ_PER_MEL = 200 / 3;
const LINEAR_MELS = LINEAR_UP_TO_HZ / HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

const toMel = (hz: number): number =>
  hz < LINEAR_UP_TO_HZ ? hz / HZ_PER_MEL : LINEAR_MELS + Math.log(hz / LINEAR_UP_TO_HZ) / LOG_STEP;
const toHz = (mel: number): number =>
  mel < LINEAR_MELS ? mel * HZ_PER_MEL : LINEAR_UP_TO_HZ * Math.exp((mel - LINEAR_MELS) * LOG_STEP);

/**
 * `count` triangles, evenly spaced in mel from 0 Hz to half the `sampleRate`, each of area 1 in Hz, over the
 * `fftSize / 2 + 1` bins of a spectrum (librosa's `filters.mel` with its defaults, which Whisper was trained with).
 */
export function melFilters(count: number, sampleRate: number, fftSize: number): MelFilter[] {
  const step = toMel(sampleRate / 2) / (count + 1);
  const corners = Array.from({ length: count + 2 }, (_, index) => toHz(index * step));
  return Array.from({ length: count }, (_, index) => {
    const [left, middle, right] = corners.slice(index, index + 3) as [number, number, number];
    const first = Math.ceil((left * fftSize) / sampleRate);
    const end = Math.min(fftSize / 2, Math.floor((right * fftSize) / sampleRate));
    const weights = Float64Array.from({ length: Math.max(0, end - first + 1) }, (_, at) => {
      const hz = ((first + at) * sampleRate) / fftSize;
      const height = Math.min((hz - left) / (middle - left), (right - hz) / (right - middle));
      return (Math.max(0, height) * 2) / (right - left);
    });
    return { first, weights };
  });
}
