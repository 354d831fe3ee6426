import type { Turn } from '../../../app/conversation/Turn.ts';
import { noMemory } from '../../../app/memory/noMemory.ts';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import type { Settings } from '../../../app/settings/Settings.ts';
import type { ChatCodec } from '../../../main/engine/conversation/ChatCodec.ts';
import type { Embedder } from '../../../main/services/memory/Embedder.ts';
import { gatherMemory } from '../../../main/services/memory/gatherMemory.ts';
import { placeOf } from '../../../main/services/memory/placeOf.ts';
import { countMarks, type Marks } from './countMarks.ts';
import type { HeldDialogue } from './holdDialogue.ts';
import type { Asking, StreamArm } from './measureStream.ts';
import type { PlantedFact } from './plantedDialogue.ts';
import { type RecallArm, recallArms } from './recallArms.ts';
import { recentTurns } from './recentTurns.ts';
import { shownMemory } from './shownMemory.ts';
import { standsIn } from './standsIn.ts';
import type { StoredDialogue } from './storedDialogue.ts';

/** One question by one arm. */
export interface Seen {
  readonly arm: RecallArm | StreamArm;
  readonly question: string;
  readonly fact: PlantedFact;
  /** the value that holds stands before the model: in the live turns or in the memory */
  readonly latest: boolean;
  /** in the memory, whatever the live turns show */
  readonly recalled: boolean;
  /** a value that held before stands there too, or alone */
  readonly outdated: boolean;
  /** of the memory block */
  readonly tokens: number;
  /** search and choice; for blocks also reading the question for its keys, and putting them back */
  readonly milliseconds: number;
  /** of its quotations; none where they were not searched */
  readonly marks?: Marks;
  /** of the memory block */
  readonly text: string;
  /** what the model said; null where it was not asked */
  readonly answer: string | null;
  /** how much likelier it found the value that holds than the best of three wrong ones, in nats per token */
  readonly margin: number | null;
}

export interface RecallSetting {
  readonly dialogue: StoredDialogue;
  readonly embedder: Embedder;
  readonly codec: ChatCodec;
  readonly settings: Settings;
  /** tokens of live turns: what the budget leaves beside system prompt, memory and answer */
  readonly room: number;
  /** the same dialogue in a live cache, to have questions answered; null: none is */
  readonly held: HeldDialogue | null;
}

/** Asks each question of each fact with each arm, and looks at what the model would see. */
export async function measureRecall(setting: RecallSetting, { facts, isAnswered, choicesFor }: Asking, arms: readonly RecallArm[]): Promise<Seen[]> {
  const { dialogue, embedder, codec, settings, room, held } = setting;
  const { store, conversationId, turns } = dialogue;
  const live = recentTurns(turns, room, (text) => codec.tokenizer.encode(text).length);
  const liveText = live.map(({ text }) => text).join('\n');
  const liveIds = live.map(({ id }) => id);
  const seen: Seen[] = [];
  for (const fact of facts) {
    for (const text of fact.questions) {
      const { question, answer } = await dialogue.ask(text);
      for (const arm of arms) {
        const started = performance.now();
        const [value, ...old] = fact.values.toReversed();
        const memory =
          arm === 'given'
            ? { ...noMemory, recalled: saying(turns, value!), recalledTokens: settings.recallTokens }
            : await gatherMemory(recallArms[arm]({ store, embedder, settings: () => settings }), placeOf(answer), [...turns.slice(-20), question, answer], liveIds);
        const shown = shownMemory(codec, { conversationId, memory, tokens: settings.recallTokens });
        const milliseconds = performance.now() - started;
        const all = `${liveText}\n${shown.text}`;
        const isAsked = held !== null && isAnswered(text);
        if (isAsked) await held.remember(shown.tokens);
        seen.push({
          arm,
          question: text,
          fact,
          latest: standsIn(all, value!),
          recalled: standsIn(shown.text, value!),
          outdated: old.some((each) => standsIn(all, each)),
          tokens: shown.tokens.length,
          milliseconds,
          marks: countMarks(shown.memory.recalled, facts),
          text: shown.text,
          answer: isAsked ? await held.answer(text) : null,
          margin: isAsked ? await held.weigh(text, choicesFor(fact)) : null,
        });
      }
    }
  }
  return seen;
}

/** The message alone in which a value was told. */
function saying(turns: readonly Turn[], value: string): Quotation[] {
  const turn = turns.findLast(({ role, text }) => role === 'user' && standsIn(text, value));
  if (turn === undefined) return [];
  const { id: turnId, conversationId, role, source, createdAt, text } = turn;
  return [{ turnId, conversationId, role, source, createdAt, text, score: 1 }];
}
