import type { ArchivedRow } from './archivedRow.ts';
import { toChannelLevels } from './channelLevels.ts';
import type { BlockSizes, KvBlock, Representative } from './KvBlock.ts';
import { searchLayer } from './searchLayer.ts';

const LARGEST = 127;

/**
 * A block of tokens that left the cache, in the order of their positions.
 *
 * @param rows at least one, at most `BLOCK_TOKENS`
 * @param idOf names of turns by index; null where the host has not named one yet
 */
export function makeBlock(
  rows: readonly ArchivedRow[],
  idOf: (turn: number) => string | null,
  sizes: BlockSizes,
): KvBlock {
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
    representative: representativeOf(rows, sizes),
    keys: toChannelLevels(rows.map(({ keys }) => keys), sizes.width),
    values: toChannelLevels(rows.map(({ values }) => values), sizes.width),
  };
}

/** The keys of all tokens in the layer that is searched, each with a scale of its own. */
function representativeOf(rows: readonly ArchivedRow[], { layers, width }: BlockSizes): Representative {
  const from = searchLayer(layers) * width;
  const levels = new Int8Array(rows.length * width);
  const scales = new Float32Array(rows.length);
  rows.forEach(({ keys }, token) => {
    const key = keys.subarray(from, from + width);
    const extreme = key.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[token] = extreme / LARGEST;
    if (extreme === 0) return;
    for (let at = 0; at < width; at++) levels[token * width + at] = Math.round((key[at]! / extreme) * LARGEST);
  });
  return { levels, scales };
}
