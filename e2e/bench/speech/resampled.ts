import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';

/** Zero crossings of the filter on either side. */
const ZEROS = 16;

/** Samples of another rate at 16 kHz: windowed sinc, cut off below half of the lower rate. Values as they come. */
export function resampled(samples: Int16Array, rate: number): Float32Array {
  const step = rate / SAMPLE_RATE;
  const cut = Math.min(1, 1 / step) * 0.95;
  const reach = Math.ceil(ZEROS / cut);
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const centre = at * step;
    let sum = 0;
    for (
      let index = Math.max(0, Math.ceil(centre - reach));
      index <= Math.min(samples.length - 1, centre + reach);
      index++
    ) {
      const x = (index - centre) * cut;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      sum += samples[index]! * sinc * cut * (0.5 + 0.5 * Math.cos((Math.PI * (index - centre)) / reach));
    }
    return sum;
  });
}
