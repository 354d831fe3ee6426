import { refusedFile } from '../../formats/refusedFile.ts';
import type { Rope } from '../../graphs/DecoderModel.ts';

/** Half a turn per position, in radians: beyond it an angle no longer tells which of two neighbours comes first. */
const FASTEST = Math.PI;

/**
 * The rope itself, when its settings gave frequencies that can be computed with; extreme ones give NaN, zero or
 * infinity. Errors: `bad-file`.
 */
export function checkRope(rope: Rope, source: string): Rope {
  if (!rope.inverseFrequencies.every((frequency) => frequency > 0 && frequency <= FASTEST)) {
    throw refusedFile('bad-file', source, 'its rope settings give no usable frequencies');
  }
  if (!(Number.isFinite(rope.attentionFactor) && rope.attentionFactor > 0)) {
    throw refusedFile('bad-file', source, `its rope has the attention factor ${rope.attentionFactor}`);
  }
  return rope;
}
