import type { AnswerEvent } from '../../../app/contract/services/engine.ts';
import type { Sampling } from '../../../app/models/Sampling.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { bringUpToDate } from '../conversation/bringUpToDate.ts';
import { cutAnswer } from '../conversation/cutAnswer.ts';
import { forgetGoneTurns } from '../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { usageOf } from '../conversation/usageOf.ts';
import type { WantedPath } from '../conversation/WantedPath.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { sampleToken } from '../sampling/sampleToken.ts';
import { createStopMatcher } from '../text/createStopMatcher.ts';
import { createStopwatch } from './createStopwatch.ts';
import type { EngineSession } from './EngineSession.ts';
import { readPending } from './readPending.ts';
import { startWriting } from './startWriting.ts';
import { writtenLately } from './writtenLately.ts';

export interface AnswerRequest extends WantedPath {
  readonly sampling: Sampling;
  readonly maxTokens: number;
}

/** Tokens between two reports of the cache's usage. */
const USAGE_EVERY = 8;

/**
 * Answers the last message of the wanted path, or goes on with its last answer: brings the cache up to date, reads what
 * is new, then writes token by token. Between two runs of the model it can be cancelled; the conversation then stands
 * where it was stopped, and the same call goes on with the very same tokens.
 *
 * The draw of each token depends on the seed and on the token's number in the answer only, so that an answer that was
 * stopped and continued with one seed is the answer that was not.
 *
 * @throws AppError `cancelled` when `signal` aborts, `bad-request` when the system prompt leaves no room
 */
export async function writeAnswer(
  session: EngineSession,
  conversation: LiveConversation,
  request: AnswerRequest,
  emit: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { codec, decoder, scheduler } = session;
  const { cache } = conversation;
  const { sampling } = request;
  const stopwatch = createStopwatch();
  const answer = bringUpToDate(conversation, request, codec);
  const writing = startWriting(answer, codec.tokenizer);
  const reusedTokens = cache.slots.length;
  const evictedBefore = cache.evicted;
  let promptTokens = 0;
  const report = (tokensPerSecond: number | null) =>
    emit({ kind: 'usage', usage: usageOf(conversation), tokensPerSecond });

  let logits = await readPending(session, conversation, signal, (done, total) => {
    promptTokens = total;
    emit({ kind: 'reading', done, total });
    if (done < total) report(null);
  });
  report(null);

  const seed = sampling.seed ?? Math.floor(Math.random() * 2 ** 32);
  const matcher = createStopMatcher(sampling.stop);
  const show = (text: string) => {
    if (text === '') return;
    answer.text += text;
    emit({ kind: 'text', text });
  };
  const end = (reason: 'complete' | 'length') => {
    const { count: outputTokens, ...times } = stopwatch.read();
    const stats = { promptTokens, reusedTokens, outputTokens, evictedTokens: cache.evicted - evictedBefore, ...times };
    emit({ kind: 'end', reason, stats, usage: usageOf(conversation) });
  };

  for (;;) {
    const draw = createRandom(seed, answer.tokens.length - answer.lead)();
    const token = sampleToken(logits, sampling, writtenLately(conversation.turns), draw);
    // Other special tokens than the end tokens open or close messages too: the answer is over.
    if (decoder.model.endTokens.includes(token) || codec.tokenizer.isSpecial(token)) {
      show(writing.held + matcher.flush());
      writing.held = '';
      return end('complete');
    }
    stopwatch.token();
    answer.tokens.push(token);
    const piece = writing.detokeniser.push(token);
    writing.ends.push((writing.ends.at(-1) ?? writing.from.text) + piece.length);
    const step = matcher.push(writing.held + piece);
    writing.held = '';
    show(step.text);
    if (step.stopped) {
      if (!cutAnswer(conversation, answer, answer.text, codec)) conversation.turns = [];
      return end('complete');
    }
    const { count, tokensPerSecond } = stopwatch.read();
    if (count >= request.maxTokens) {
      show(matcher.flush());
      return end('length');
    }
    if (count % USAGE_EVERY === 0) report(tokensPerSecond);
    try {
      logits = await scheduler.run('answer', () => appendTokens(cache, [token], [answer.index], 'last'), signal);
    } catch (error) {
      writing.held = matcher.flush();
      throw error;
    }
    forgetGoneTurns(conversation);
  }
}
