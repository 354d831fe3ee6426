import { refusedFile } from '../../formats/refusedFile.ts';
import type { DecoderSizes } from '../../graphs/DecoderModel.ts';

/** Sizes beyond these are no model that this machine could run; the largest llama (3.1 405B) stays below all of them. */
const limits = {
  layers: 256,
  hiddenSize: 32_768,
  feedForwardSize: 131_072,
  heads: 512,
  kvHeads: 512,
  headDim: 512,
  vocabSize: 1_048_576,
  trainedPositions: 16_777_216,
} as const;

/** Refuses sizes that are no whole numbers in range, or that do not go together. Errors: `bad-file`. */
export function checkSizes(sizes: Omit<DecoderSizes, 'rope'>, source: string): void {
  for (const [name, most] of Object.entries(limits)) {
    const value = sizes[name as keyof typeof limits];
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw refusedFile('bad-file', source, `its ${name} is ${value}, and 1 to ${most} are possible`);
    }
  }
  if (sizes.headDim % 2 !== 0) throw refusedFile('bad-file', source, `its headDim ${sizes.headDim} is odd`);
  if (sizes.heads % sizes.kvHeads !== 0) {
    throw refusedFile('bad-file', source, `its ${sizes.heads} heads cannot share ${sizes.kvHeads} key-value heads evenly`);
  }
  if (!(sizes.normEpsilon > 0 && sizes.normEpsilon < 1)) {
    throw refusedFile('bad-file', source, `its norm epsilon is ${sizes.normEpsilon}`);
  }
}
