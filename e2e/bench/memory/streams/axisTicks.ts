export interface Axis {
  readonly label: string;
  readonly log?: boolean;
  /** values that the axis shows whatever the data are */
  readonly from?: number;
  readonly to?: number;
}

interface Ticks {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** Ticks at 1, 2 and 5 times powers of ten over the range of some values; a logarithmic axis ends at its data. */
export function axisTicks({ log = false, from, to }: Axis, values: readonly number[]): Ticks {
  const least = Math.min(...values, from ?? Infinity);
  const most = Math.max(...values, to ?? -Infinity);
  return log ? logarithmic(least, most) : even(least, most);
}

function even(least: number, most: number): Ticks {
  const rough = (most - least || Math.abs(most) || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const [first, last] = [Math.floor(least / step + 1e-9), Math.max(Math.ceil(most / step - 1e-9), Math.floor(least / step) + 1)];
  const values = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { low: first * step, high: last * step, ticks: values.map(tick) };
}

function logarithmic(least: number, most: number): Ticks {
  const [low, high] = least < most ? [least, most] : [least / 2, most * 2];
  const isWide = high / low > 100;
  const values: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) {
    for (const factor of isWide ? [1] : [1, 2, 5]) values.push(factor * power);
  }
  return { low, high, ticks: values.filter((value) => value >= low * 0.999 && value <= high * 1.001).map(tick) };
}

function tick(value: number) {
  const rounded = Number(value.toPrecision(6));
  const text =
    Math.abs(rounded) >= 1_000_000 ? `${rounded / 1_000_000} M` : Math.abs(rounded) >= 10_000 ? `${rounded / 1_000} k` : `${rounded}`;
  return { value: rounded, text };
}
