import type { Settings } from '../../../app/settings/Settings.ts';
import type { ChatCodec } from '../../../main/engine/conversation/ChatCodec.ts';
import type { Embedder } from '../../../main/services/memory/Embedder.ts';
import { gatherMemory } from '../../../main/services/memory/gatherMemory.ts';
import type { PlantedFact } from './plantedDialogue.ts';
import { type RecallArm, recallArms } from './recallArms.ts';
import { recentTurns } from './recentTurns.ts';
import { shownMemory } from './shownMemory.ts';
import { standsIn } from './standsIn.ts';
import type { StoredDialogue } from './storedDialogue.ts';

/** One question by one arm. */
export interface Seen {
  readonly arm: RecallArm;
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
  /** search and choice */
  readonly milliseconds: number;
  readonly text: string;
}

export interface RecallSetting {
  readonly dialogue: StoredDialogue;
  readonly embedder: Embedder;
  readonly codec: ChatCodec;
  readonly settings: Settings;
  /** tokens of live turns: what the budget leaves beside system prompt, memory and answer */
  readonly room: number;
}

/** Asks each question of each fact with each arm, and looks at what the model would see. */
export async function measureRecall(setting: RecallSetting, facts: readonly PlantedFact[], arms: readonly RecallArm[]): Promise<Seen[]> {
  const { dialogue, embedder, codec, settings, room } = setting;
  const { store, conversationId, turns } = dialogue;
  const live = recentTurns(turns, room, (text) => codec.tokenizer.encode(text).length);
  const liveText = live.map(({ text }) => text).join('\n');
  const liveIds = live.map(({ id }) => id);
  const seen: Seen[] = [];
  for (const fact of facts) {
    for (const text of fact.questions) {
      const { question, answer } = await dialogue.ask(text);
      for (const arm of arms) {
        const context = recallArms[arm]({ store, embedder, settings: () => settings });
        const begin = performance.now();
        const memory = await gatherMemory(context, answer, [...turns.slice(-20), question, answer], liveIds);
        const shown = shownMemory(codec, { conversationId, memory, tokens: settings.recallTokens });
        const milliseconds = performance.now() - begin;
        const all = `${liveText}\n${shown.text}`;
        const [value, ...old] = fact.values.toReversed();
        seen.push({
          arm,
          question: text,
          fact,
          latest: standsIn(all, value!),
          recalled: standsIn(shown.text, value!),
          outdated: old.some((each) => standsIn(all, each)),
          tokens: shown.tokens,
          milliseconds,
          text: shown.text,
        });
      }
    }
  }
  return seen;
}
