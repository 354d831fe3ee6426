import type { ArchivedRow } from './archivedRow.ts';
import { toChannelLevels } from './channelLevels.ts';
import type { KvBlock, Representative } from './KvBlock.ts';

const LARGEST = 127;

/**
 * A block of tokens that left the cache, in the order of their positions.
 *
 * @param rows at least one, at most `BLOCK_TOKENS`
 * @param idOf names of turns by index; null where the host has not named one yet
 * @param width numbers of a row in one layer
 */
export function makeBlock(rows: readonly ArchivedRow[], idOf: (turn: number) => string | null, width: number): KvBlock {
  const [first, last] = [rows[0]!.slot, rows.at(-1)!.slot];
  return {
    info: {
      tokens: rows.map(({ slot }) => slot.token),
      firstTurn: first.turn,
      lastTurn: last.turn,
      firstTurnId: idOf(first.turn),
      lastTurnId: idOf(last.turn),
      firstPosition: first.position,
      lastPosition: last.position,
    },
    representative: meanOf(rows, width),
    keys: toChannelLevels(rows.map(({ keys }) => keys), width),
    values: toChannelLevels(rows.map(({ values }) => values), width),
  };
}

/** The mean of unrotated keys: what ReKV finds a block by. */
function meanOf(rows: readonly ArchivedRow[], width: number): Representative {
  const mean = new Float32Array(rows[0]!.keys.length);
  for (const { keys } of rows) for (let at = 0; at < mean.length; at++) mean[at]! += keys[at]! / rows.length;
  const levels = new Int8Array(mean.length);
  const scales = new Float32Array(mean.length / width);
  for (let layer = 0; layer < scales.length; layer++) {
    const part = mean.subarray(layer * width, (layer + 1) * width);
    const extreme = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[layer] = extreme / LARGEST;
    if (extreme === 0) continue;
    for (let at = 0; at < width; at++) levels[layer * width + at] = Math.round((part[at]! / extreme) * LARGEST);
  }
  return { levels, scales };
}
