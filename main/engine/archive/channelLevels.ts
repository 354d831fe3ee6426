import type { ChannelLevels } from './KvBlock.ts';

const LARGEST = 127;

/**
 * Rows of numbers as int8 levels with one scale per layer and channel: keys have a few channels that are many times
 * larger than the rest, so that one scale per row would leave the rest nothing.
 *
 * @param rows one array `[layers, width]` per token
 */
export function toChannelLevels(rows: readonly Float32Array[], width: number): ChannelLevels {
  const layers = rows[0]!.length / width;
  const levels = new Int8Array(layers * rows.length * width);
  const scales = new Float32Array(layers * width);
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) scales[at] = Math.max(scales[at]!, Math.abs(row[at]!));
  }
  for (let at = 0; at < scales.length; at++) scales[at]! /= LARGEST;
  rows.forEach((row, token) => {
    for (let layer = 0; layer < layers; layer++) {
      const to = (layer * rows.length + token) * width;
      for (let channel = 0; channel < width; channel++) {
        const scale = scales[layer * width + channel]!;
        if (scale > 0) levels[to + channel] = Math.round(row[layer * width + channel]! / scale);
      }
    }
  });
  return { levels, scales };
}

/** The numbers of one token in one layer, `[width]`. */
export function fromChannelLevels(
  { levels, scales }: ChannelLevels,
  layer: number,
  token: number,
  width: number,
): Float32Array {
  const tokens = levels.length / scales.length;
  const from = (layer * tokens + token) * width;
  const numbers = new Float32Array(width);
  for (let at = 0; at < width; at++) numbers[at] = levels[from + at]! * scales[layer * width + at]!;
  return numbers;
}
