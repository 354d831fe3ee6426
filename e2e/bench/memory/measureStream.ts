import type { Settings } from '../../../app/settings/Settings.ts';
import type { EngineSession } from '../../../main/engine/answer/EngineSession.ts';
import { holdDialogue } from './holdDialogue.ts';
import { liveText, textOf } from './liveText.ts';
import type { Seen } from './measureRecall.ts';
import type { PlantedDialogue, PlantedFact } from './plantedDialogue.ts';
import { standsIn } from './standsIn.ts';
import { blockRecall } from './streams/blockRecall.ts';

/** Positions that the default model was trained for, less room for questions and answers. */
const FULL_TOKENS = 8_192 - 128;

/**
 * Arms that must read the whole dialogue: what a policy keeps by surprisal, blocks of keys and values, and all of it in
 * view, as far as the model's positions go.
 */
export const streamArms = ['entropy', 'blocks', 'full'] as const;
export type StreamArm = (typeof streamArms)[number];

/** What is asked, and which of it the model is to answer as well. */
export interface Asking {
  readonly facts: readonly PlantedFact[];
  readonly isAnswered: (question: string) => boolean;
  /** the right value first, and wrong ones */
  readonly choicesFor: (fact: PlantedFact) => readonly string[];
}

/**
 * Reads a dialogue through the cache as the engine does, then asks each question from the same state.
 *
 * @returns nothing for a dialogue that `full` has no room for
 */
export async function measureStream(
  session: EngineSession,
  arm: StreamArm,
  { exchanges }: PlantedDialogue,
  { facts, isAnswered, choicesFor }: Asking,
  { systemPrompt: system, contextSlots, recallBlockTokens }: Settings,
): Promise<Seen[]> {
  const { tokenizer } = session.codec;
  const size = exchanges.reduce((sum, { user, assistant }) => sum + tokenizer.encode(user).length + tokenizer.encode(assistant).length + 12, 0);
  if (arm === 'full' && size > FULL_TOKENS) return [];
  const policy = arm === 'entropy' ? 'entropy' : 'sinks';
  const held = await holdDialogue(session, { system, policy, budget: arm === 'full' ? FULL_TOKENS + 128 : contextSlots });
  const { cache } = held;
  const recall = arm === 'blocks' ? blockRecall(cache, recallBlockTokens) : null;
  await held.read(exchanges);
  await recall?.settled();
  const seen: Seen[] = [];
  for (const fact of facts) {
    for (const question of fact.questions) {
      const prompt = held.promptOf(question);
      const started = performance.now();
      const blocks = (await recall?.show(prompt.tokens, prompt)) ?? [];
      const milliseconds = performance.now() - started;
      const tokens = blocks.flatMap(({ info }) => info.tokens.map((token, i) => ({ token, position: info.firstPosition + i })));
      const recalled = textOf(tokens, tokenizer);
      const all = `${liveText(cache, tokenizer)}\n${recalled}`;
      const [value, ...old] = fact.values.toReversed();
      seen.push({
        arm,
        question,
        fact,
        latest: standsIn(all, value!),
        recalled: standsIn(recalled, value!),
        outdated: old.some((each) => standsIn(all, each)),
        tokens: tokens.length,
        milliseconds,
        text: recalled,
        answer: isAnswered(question) ? await held.answer(question) : null,
        margin: isAnswered(question) ? await held.weigh(question, choicesFor(fact)) : null,
      });
      recall?.hide();
    }
  }
  await recall?.close();
  return seen;
}
