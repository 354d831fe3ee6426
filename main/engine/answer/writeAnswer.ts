import type { AnswerEvent } from '../../../app/contract/services/engine.ts';
import type { Sampling } from '../../../app/models/Sampling.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { cutAnswer } from '../conversation/cutAnswer.ts';
import { forgetGoneTurns } from '../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { usageOf } from '../conversation/usageOf.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { sampleToken } from '../sampling/sampleToken.ts';
import { createStopMatcher } from '../text/createStopMatcher.ts';
import { createStopwatch } from './createStopwatch.ts';
import type { EngineSession } from './EngineSession.ts';
import { isNumberToken } from './isNumberToken.ts';
import { readPrompt } from './readPrompt.ts';
import type { ReadRequest } from './ReadRequest.ts';
import { startReading } from './startReading.ts';
import { startWriting } from './startWriting.ts';
import { writtenLately } from './writtenLately.ts';

export interface AnswerRequest extends ReadRequest {
  readonly sampling: Sampling;
  readonly maxTokens: number;
}

/** Tokens between two reports of the cache's usage. */
const USAGE_EVERY = 8;

/**
 * Answers the last message of the wanted path, or goes on with its last answer: brings the cache up to date, chooses what
 * is remembered, reads what is new, says what the model saw, then writes token by token. Between two runs of the model it can be cancelled; the conversation then stands
 * where it was stopped, and the same call goes on with the very same tokens.
 *
 * The draw of each token depends on the seed and on the token's number in the answer only, so that an answer that was
 * stopped and continued with one seed is the answer that was not.
 *
 * @throws AppError `cancelled` when `signal` aborts, `bad-request` when the system prompt leaves no room, `too-large`
 *   when the pinned messages leave none, `unsupported` when the model cannot follow the policy
 */
export async function writeAnswer(
  session: EngineSession,
  conversation: LiveConversation,
  request: AnswerRequest,
  emit: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { codec, decoder, scheduler } = session;
  const { sampling, archive = null } = request;
  const stopwatch = createStopwatch();
  const { answer, block } = await startReading(session, conversation, request);
  // The policy may have made another one.
  const { cache } = conversation;
  const recall = archive && { archive, tokens: request.memory.blockTokens ?? 0 };
  const writing = startWriting(answer, codec.tokenizer);
  const evictedBefore = cache.evicted;
  const report = (tokensPerSecond: number | null) =>
    emit({ kind: 'usage', usage: usageOf(conversation), tokensPerSecond });

  const prompt = await readPrompt(session, conversation, block, { recall }, signal, (done, total) => {
    emit({ kind: 'reading', done, total });
    if (done < total) report(null);
  });
  let { logits } = prompt;
  emit({ kind: 'saw', evidence: conversation.memory! });
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
    const { promptTokens, reusedTokens } = prompt;
    const stats = { promptTokens, reusedTokens, outputTokens, evictedTokens: cache.evicted - evictedBefore, ...times };
    emit({ kind: 'end', reason, stats, usage: usageOf(conversation) });
  };

  const mayRepeat = (id: number) => isNumberToken(codec.tokenizer, id);
  for (;;) {
    const draw = createRandom(seed, answer.tokens.length - answer.lead)();
    const token = sampleToken(logits, sampling, writtenLately(conversation.turns, mayRepeat), draw);
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
