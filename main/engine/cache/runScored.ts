import type { DecoderStep, ScoredOutput } from '../decoder/Decoder.ts';
import type { SlotCache } from './SlotCache.ts';
import { surprisalOf } from './surprisalOf.ts';

/** What reading tokens gave. */
interface ScoredRun {
  /** of the rows asked for */
  readonly logits: Float32Array;
  /** `[vocab]` after the last token; there where surprisal is measured */
  readonly last: Float32Array;
  /** `[tokens - 1]`, of each token but the first; null where it is not measured */
  readonly tokenLogprobs: Float32Array | null;
  readonly attentionMass: Float32Array | null;
}

/**
 * Reads tokens and gives what the cache measures of them besides. Without a graph that tells (`Decoder.score`),
 * log-probabilities are computed here from the logits of all rows.
 */
export async function runScored(cache: SlotCache, step: DecoderStep): Promise<ScoredRun> {
  const { decoder, buffers, options } = cache;
  const isSurprisal = options.measure === 'surprisal';
  if (decoder.score === undefined) return isSurprisal ? runAll(cache, step) : plain(await decoder.run(buffers, step));
  const wanted: ScoredOutput[] = [];
  if (isSurprisal) wanted.push('token_logprobs');
  if (options.measure === 'attention') wanted.push('attention_mass');
  if (wanted.length === 0) return plain(await decoder.run(buffers, step));

  const asked = isSurprisal && step.logits === 'none' ? 'last' : step.logits;
  const { logits, ...scores } = await decoder.score(buffers, { ...step, logits: asked }, wanted);
  const last = logits.subarray(Math.max(0, logits.length - decoder.model.vocabSize));
  return { ...scores, logits: asked === step.logits ? logits : new Float32Array(0), last };
}

function plain(logits: Float32Array): ScoredRun {
  return { logits, last: logits, tokenLogprobs: null, attentionMass: null };
}

async function runAll({ decoder, buffers }: SlotCache, step: DecoderStep): Promise<ScoredRun> {
  const { vocabSize } = decoder.model;
  const rows = await decoder.run(buffers, { ...step, logits: 'all' });
  const row = (i: number) => rows.subarray(i * vocabSize, (i + 1) * vocabSize);
  const tokenLogprobs = Float32Array.from(step.tokens.subarray(1), (token, i) => -surprisalOf(row(i), token));
  const last = row(step.tokens.length - 1).slice();
  const logits = step.logits === 'all' ? rows : step.logits === 'last' ? last : new Float32Array(0);
  return { logits, last, tokenLogprobs, attentionMass: null };
}
