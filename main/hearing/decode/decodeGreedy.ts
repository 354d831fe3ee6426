import { greedyToken } from '../../engine/sampling/greedyToken.ts';
import type { CompiledWhisper } from '../../../native-models/CompiledWhisper.ts';
import type { TokenDecoder } from '../whisper/TokenDecoder.ts';
import { DraftGuesses } from './DraftGuesses.ts';
import { logSumExp } from './logSumExp.ts';
import { repeatsItself } from './repeatsItself.ts';
import { timestampRules } from './timestampRules.ts';

export interface DecodeOptions {
  /** what `promptTokens` gives */
  readonly prompt: readonly number[];
  /** what the transcript begins with, whatever the model would say; counts as written. Defaults to nothing */
  readonly given?: readonly number[];
  /**
   * what may come then: read together, which is quicker than one by one, and written as far as it is what the model
   * says; where that is other words, what comes behind them is still tried. Changes no transcript by itself. Defaults to
   * nothing
   */
  readonly draft?: readonly number[];
  /**
   * how much is added to the logit of each token of the draft: so much surer must the model be to leave it (biased search,
   * Arivazhagan et al. 2020, section 3.2). Defaults to 0
   */
  readonly favours?: readonly number[];
  /** false for a prompt that ends with the token against timestamps */
  readonly timestamps: boolean;
  /** tokens of a transcript at most */
  readonly limit: number;
  /** where the speech ends and only silence follows, in seconds: a phrase that begins there is not written */
  readonly speechEnd?: number;
  /** whether nobody wants the transcript any more; asked before each run of the decoder. Defaults to never */
  readonly isOvertaken?: () => Promise<boolean>;
}

/** What was written, and how sure the model was. */
export interface Transcript {
  /** text and timestamps, without prompt and end */
  readonly tokens: readonly number[];
  /** of each of them, among those that the rules allowed; 1 of what was given */
  readonly probabilities: readonly number[];
  /** places of tokens that stand there for being favoured alone */
  readonly favoured: readonly number[];
  readonly stopped: 'end' | 'speech-end' | 'repetition' | 'limit' | 'overtaken';
  /** mean logarithm of the probability of the tokens, the end included and those given left out */
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
/** More of a draft would take more time than it saves, and 20 MB for its logits. */
const MAX_DRAFT = 64;

/** Of sound that nobody wants to hear any more. */
const NOTHING: Transcript = {
  tokens: [],
  probabilities: [],
  favoured: [],
  stopped: 'overtaken',
  meanLogProbability: 0,
  noSpeech: 0,
  attention: [],
};

/**
 * Writes the likeliest transcript, token by token. It stops at the model's own end, where a phrase would begin behind
 * the speech, where the last tokens repeat for the fourth time (three of the repeats are taken back), at `limit`, and
 * where it is overtaken.
 * Errors: those of `decoder` and `greedyToken`.
 */
export async function decodeGreedy(decoder: TokenDecoder, rules: Rules, options: DecodeOptions): Promise<Transcript> {
  const { prompt, given = [], favours = [], timestamps, limit, speechEnd = Infinity, isOvertaken } = options;
  const { end, firstTimestamp, noSpeech, start } = rules.tokens;
  const lastPhrase = firstTimestamp + (speechEnd - SLACK_SECONDS) / SECONDS_PER_TIMESTAMP;
  const begun = prompt.length + given.length;
  const draft = (options.draft ?? []).slice(0, Math.min(MAX_DRAFT, Math.max(0, decoder.room - begun)));
  const written = [...given];
  const probabilities = given.map(() => 1);
  const favoured: number[] = [];
  let sum = 0;

  if (await isOvertaken?.()) return NOTHING;
  const head = [...prompt, ...given, ...draft];
  const draftRows = draft.map((_, at) => begun + at);
  const first = await decoder.step(head, [prompt.lastIndexOf(start), begun - 1, ...draftRows]);
  const attention = byToken(first.alignment, head.length, decoder.positions);
  const size = first.logits.length / (2 + draft.length);
  const noSpeechShare = Math.exp(logProbability(first.logits.subarray(0, size), noSpeech));
  const finish = (stopped: Transcript['stopped']): Transcript => ({
    tokens: written.slice(),
    probabilities: probabilities.slice(0, written.length),
    favoured: favoured.filter((place) => place < written.length),
    stopped,
    meanLogProbability: sum / (Math.max(0, written.length - given.length) + 1),
    noSpeech: noSpeechShare,
    attention: attention.slice(0, prompt.length + written.length),
  });

  /** logits of the token that was written last and of the guesses behind it, which were read with it */
  let rows = first.logits.subarray(size);
  let guesses: readonly number[] = draft;
  let right = 0;
  const guessing = new DraftGuesses(draft);
  for (;;) {
    const logits = rows.subarray(right * size, (right + 1) * size);
    for (const token of rules.suppressed) logits[token] = -Infinity;
    if (written.length === 0) for (const token of rules.suppressedAtBegin) logits[token] = -Infinity;
    if (timestamps) timestampRules(logits, written, rules.tokens);
    const likeliest = greedyToken(logits);
    const guess = guesses[right];
    const favour = guesses === draft ? (favours[right] ?? 0) : 0;
    const token = guess !== undefined && logits[guess]! + favour >= logits[likeliest]! ? guess : likeliest;
    if (token !== likeliest) favoured.push(written.length);
    const logOfToken = logProbability(logits, token);
    sum += logOfToken;
    if (token === end) return finish('end');
    const opensPhrase =
      timestamps && token >= firstTimestamp && written.length > 0 && written.at(-1)! >= firstTimestamp;
    if (opensPhrase && token >= lastPhrase) return finish('speech-end');
    written.push(token);
    probabilities.push(Math.exp(logOfToken));
    const repeated = Math.min(repeatsItself(written), written.length - given.length);
    if (repeated > 0) {
      written.length -= repeated;
      return finish('repetition');
    }
    if (written.length >= limit) return finish('limit');
    if (token === guess) {
      right++;
      guessing.take(token);
      continue;
    }
    const wrong = guesses.length - right;
    decoder.back(wrong);
    attention.length -= wrong;
    if (decoder.room === 0) return finish('limit');
    if (await isOvertaken?.()) return finish('overtaken');
    guessing.take(token);
    guesses = guessing.next(decoder.room - 1);
    right = 0;
    const read = [token, ...guesses];
    const next = await decoder.step(read, [...read.keys()]);
    attention.push(...byToken(next.alignment, read.length, decoder.positions));
    rows = next.logits;
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
