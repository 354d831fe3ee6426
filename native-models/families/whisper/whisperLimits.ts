import { transformerLimits } from '../transformerLimits.ts';

/** Sizes beyond these are no Whisper that this machine could run. */
export const whisperLimits = { ...transformerLimits, melBins: 512 };
