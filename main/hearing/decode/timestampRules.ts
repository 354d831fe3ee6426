import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';
import { logSumExp } from './logSumExp.ts';

/** A transcript's first timestamp is no later than this: 1 s. */
const LATEST_FIRST = 50;

/**
 * Rules on which token may come next in a transcript with timestamps (Radford et al. 2022; `ApplyTimestampRules` of
 * OpenAI's decoding): it begins with one; they come in pairs, but for the last before the end; they never go back; and
 * where all timestamps together are likelier than any one text token, one comes. Forbidden logits become -Infinity.
 *
 * @param logits of one token, changed in place
 * @param written the transcript so far, without its prompt
 */
export function timestampRules(logits: Float32Array, written: readonly number[], tokens: WhisperTokens): void {
  const { firstTimestamp, noTimestamps, end } = tokens;
  const isTimestamp = (token: number | undefined) => token !== undefined && token >= firstTimestamp;
  logits[noTimestamps] = -Infinity;
  const [beforeLast, last] = [written.at(-2), written.at(-1)];
  const isOpen = isTimestamp(last) && written.length > 1 && !isTimestamp(beforeLast);
  if (isOpen) logits.fill(-Infinity, 0, end);
  else if (isTimestamp(last)) logits.fill(-Infinity, firstTimestamp);
  const latest = written.findLast(isTimestamp);
  // The second of a pair may be the same as the first; a new phrase ends later than it begins.
  if (latest !== undefined) logits.fill(-Infinity, firstTimestamp, isOpen ? latest : latest + 1);
  if (written.length === 0) {
    logits.fill(-Infinity, 0, firstTimestamp);
    logits.fill(-Infinity, firstTimestamp + LATEST_FIRST + 1);
  }
  if (timestampIsLikelier(logits, firstTimestamp)) logits.fill(-Infinity, 0, firstTimestamp);
}

function timestampIsLikelier(logits: Float32Array, firstTimestamp: number): boolean {
  let text = -Infinity;
  for (let token = 0; token < firstTimestamp; token++) if (logits[token]! > text) text = logits[token]!;
  return logSumExp(logits.subarray(firstTimestamp)) > text;
}
