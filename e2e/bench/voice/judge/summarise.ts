import { shareWithInterval } from '../../shareWithInterval.ts';
import { spread } from '../../spread.ts';
import { SCENE_KINDS } from '../scenes/Scene.ts';
import type { Judgement } from './judgeScene.ts';
import type { Reply } from './repliesOf.ts';

/** A turn whose message came so long after its last sound waited for the longest silence: milliseconds. */
const LATE_MS = 1_500;
/** Words by which a history may be off and count as right, where words are found in the sound: their ends are good to 0.1 s. */
const NEAR_WORDS = 1;

export type VoiceSummary = ReturnType<typeof summarise>;
export type Count = ReturnType<typeof counted>;

/** The figures of scenes that were played. */
export function summarise(judged: readonly Judgement[]) {
  const interruptions = judged.flatMap((one) => one.bargeIns);
  const replies = judged.flatMap((one) => one.replies);
  const histories = judged.flatMap((one) => one.histories);
  const byEar = histories.flatMap((one) => one.byEar ?? []);
  const sum = (of: (one: Judgement) => number): number => judged.reduce((total, one) => total + of(one), 0);
  const spoken = interruptions.filter(({ isPressed }) => !isPressed);
  const ended = replies.flatMap(({ turnEnded }) => turnEnded ?? []);
  return {
    scenes: judged.length,
    /** an answer that was to be spoken over had ended, or never came */
    incomplete: judged.filter((one) => one.isIncomplete).length,
    messagesRight: counted(judged.filter((one) => one.messages.length === one.expectedMessages).length, judged.length),
    /** messages that nobody meant, and turns that became none */
    extraMessages: sum((one) => Math.max(0, one.messages.length - one.expectedMessages)),
    lostMessages: sum((one) => Math.max(0, one.expectedMessages - one.messages.length)),
    bargeIn: {
      toDuckMs: spread(spoken.flatMap(({ toDuck }) => toDuck ?? [])),
      toSilenceMs: spread(spoken.flatMap(({ toSilence }) => toSilence ?? [])),
      fromDecisionMs: spread(interruptions.flatMap(({ fromDecision }) => fromDecision ?? [])),
      byKeyMs: spread(interruptions.filter(({ isPressed }) => isPressed).flatMap(({ toSilence }) => toSilence ?? [])),
    },
    missed: counted(sum((one) => one.missed), interruptions.filter(({ isOver }) => !isOver).length),
    falseCuts: counted(sum((one) => one.falseCuts), sum((one) => one.answers)),
    falseAlarms: sum((one) => one.falseAlarms),
    premature: counted(sum((one) => one.premature), sum((one) => one.pauses)),
    lateEnds: counted(ended.filter((ms) => ms > LATE_MS).length, ended.length),
    replies: Object.fromEntries(REPLY_PARTS.map((part) => [part, spread(replies.flatMap((one) => one[part] ?? []))])) as Record<keyof Reply, ReturnType<typeof spread>>,
    history: {
      byClock: counted(histories.filter((one) => one.byClock === 0).length, histories.length),
      cutByClock: counted(histories.filter((one) => one.isCut && one.byClock === 0).length, histories.filter((one) => one.isCut).length),
      byEar: counted(byEar.filter((words) => Math.abs(words) <= NEAR_WORDS).length, byEar.length),
      /** words stored that were not heard, and heard that were not stored, at worst */
      mostUnheard: Math.max(0, ...histories.map((one) => one.byClock)),
      mostUnstored: Math.max(0, ...histories.map((one) => -one.byClock)),
    },
  };
}

/** The same of each kind of scene. */
export function summariseKinds(judged: readonly Judgement[]): Record<string, VoiceSummary> {
  const kinds = SCENE_KINDS.map((kind) => [kind, judged.filter((one) => one.kind === kind)] as const);
  return Object.fromEntries(kinds.filter(([, some]) => some.length > 0).map(([kind, some]) => [kind, summarise(some)]));
}

export const REPLY_PARTS = ['voiceStopped', 'wordsFinal', 'turnEnded', 'asked', 'promptRead', 'firstToken', 'chunkWritten', 'chunkSpoken', 'heard'] as const satisfies readonly (keyof Reply)[];

function counted(count: number, of: number) {
  return { count, of, ...(of > 0 ? shareWithInterval(count, of) : { share: Number.NaN, low: Number.NaN, high: Number.NaN }) };
}
