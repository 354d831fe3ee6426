import { refusedFile } from '../../formats/refusedFile.ts';
import type { Rope } from '../../graphs/DecoderModel.ts';

/**
 * The rope itself, when its settings gave frequencies that can be computed with; extreme ones give NaN, zero or
 * infinity. Errors: `bad-file`.
 */
export function checkRope(rope: Rope, source: string): Rope {
  const sound = (value: number) => Number.isFinite(value) && value > 0;
  if (!rope.inverseFrequencies.every(sound)) throw refusedFile('bad-file', source, 'its rope settings give no usable frequencies');
  if (!sound(rope.attentionFactor)) throw refusedFile('bad-file', source, `its rope has the attention factor ${rope.attentionFactor}`);
  return rope;
}
