import type { WhisperModel, WhisperSizes } from '../../../graphs/whisper/WhisperModel.ts';

/**
 * The heads whose attention follows the words in time: those that are named. A model that names none, or was distilled
 * from a larger one and names heads of that, gets all of the later half of its layers, as OpenAI's program takes them.
 */
export function alignmentHeadsOf(
  named: WhisperModel['alignmentHeads'] | null | undefined,
  { decoderLayers, heads }: Pick<WhisperSizes, 'decoderLayers' | 'heads'>,
): WhisperModel['alignmentHeads'] {
  const isOwn = named?.every(([layer, head]) => layer < decoderLayers && head < heads);
  if (named && named.length > 0 && isOwn) return named;
  const later = Array.from({ length: decoderLayers }, (_, layer) => layer).slice(Math.floor(decoderLayers / 2));
  return later.flatMap((layer) => Array.from({ length: heads }, (_, head) => [layer, head] as const));
}
