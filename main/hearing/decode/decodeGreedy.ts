import { greedyToken } from '../../engine/sampling/greedyToken.ts';
import type { CompiledWhisper } from '../../../native-models/CompiledWhisper.ts';
import type { TokenDecoder } from '../whisper/TokenDecoder.ts';
import { logSumExp } from './logSumExp.ts';
import { repeatsItself } from './repeatsItself.ts';
import { timestampRules } from './timestampRules.ts';

export interface DecodeOptions {
  /** what `promptTokens` gives */
  readonly prompt: readonly number[];
  /** false for a prompt that ends with the token against timestamps */
  readonly timestamps: boolean;
  /** tokens of a transcript at most */
  readonly limit: number;
  /** where the speech ends and only silence follows, in seconds: a phrase that begins there is not written */
  readonly speechEnd?: number;
}

/** What was written, and how sure the model was. */
export interface Transcript {
  /** text and timestamps, without prompt and end */
  readonly tokens: readonly number[];
  readonly stopped: 'end' | 'speech-end' | 'repetition' | 'limit';
  /** mean logarithm of the probability of the tokens, the end included */
  readonly meanLogProbability: number;
  /** probability of there being no speech at all */
  readonly noSpeech: number;
  /** of each token that was read (prompt included): attention to the sound, [heads, positions] */
  readonly attention: readonly Float32Array[];
}

type Rules = Pick<CompiledWhisper, 'tokens' | 'suppressed' | 'suppressedAtBegin'>;

/** A timestamp may be this much off. */
const SLACK_SECONDS = 0.3;
const SECONDS_PER_TIMESTAMP = 0.02;

/**
 * Writes the likeliest transcript, token by token. It stops at the model's own end, where a phrase would begin behind
 * the speech, where the last tokens repeat for the fourth time (three of the repeats are taken back), and at `limit`.
 * Errors: those of `decoder` and `greedyToken`.
 */
export async function decodeGreedy(decoder: TokenDecoder, rules: Rules, options: DecodeOptions): Promise<Transcript> {
  const { prompt, timestamps, limit, speechEnd = Infinity } = options;
  const { end, firstTimestamp, noSpeech, start } = rules.tokens;
  const lastPhrase = firstTimestamp + (speechEnd - SLACK_SECONDS) / SECONDS_PER_TIMESTAMP;
  const written: number[] = [];
  const attention: Float32Array[] = [];
  let sum = 0;
  const finish = (stopped: Transcript['stopped'], noSpeechShare: number): Transcript => {
    const tokens = written.slice();
    return {
      tokens,
      stopped,
      meanLogProbability: sum / (tokens.length + 1),
      noSpeech: noSpeechShare,
      attention: attention.slice(0, prompt.length + tokens.length),
    };
  };

  const first = await decoder.step(prompt, [prompt.lastIndexOf(start), prompt.length - 1]);
  attention.push(...byToken(first.alignment, prompt.length, decoder.positions));
  const size = first.logits.length / 2;
  const noSpeechShare = Math.exp(logProbability(first.logits.subarray(0, size), noSpeech));
  let logits = first.logits.subarray(size);
  for (;;) {
    for (const token of rules.suppressed) logits[token] = -Infinity;
    if (written.length === 0) for (const token of rules.suppressedAtBegin) logits[token] = -Infinity;
    if (timestamps) timestampRules(logits, written, rules.tokens);
    const token = greedyToken(logits);
    sum += logProbability(logits, token);
    if (token === end) return finish('end', noSpeechShare);
    const opensPhrase =
      timestamps && token >= firstTimestamp && written.length > 0 && written.at(-1)! >= firstTimestamp;
    if (opensPhrase && token >= lastPhrase) return finish('speech-end', noSpeechShare);
    written.push(token);
    const repeated = repeatsItself(written);
    if (repeated > 0) {
      written.length -= repeated;
      return finish('repetition', noSpeechShare);
    }
    if (written.length >= limit || decoder.room === 0) return finish('limit', noSpeechShare);
    const next = await decoder.step([token], [0]);
    attention.push(next.alignment);
    logits = next.logits;
  }
}

/** [heads, tokens, positions] as one [heads, positions] for each token. */
function byToken(alignment: Float32Array, tokens: number, positions: number): Float32Array[] {
  const heads = alignment.length / tokens / positions;
  return Array.from({ length: tokens }, (_, token) => {
    const found = new Float32Array(heads * positions);
    for (let head = 0; head < heads; head++) {
      const from = (head * tokens + token) * positions;
      found.set(alignment.subarray(from, from + positions), head * positions);
    }
    return found;
  });
}

function logProbability(logits: Float32Array, token: number): number {
  return logits[token]! - logSumExp(logits);
}
