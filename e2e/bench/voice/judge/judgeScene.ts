import type { SceneKind } from '../scenes/Scene.ts';
import type { SceneRecord } from '../window/SceneRecord.ts';
import { answersOf, type PlayedAnswer } from './answersOf.ts';
import { bargeIns, type BargeIn } from './bargeIns.ts';
import { historyOf, type History, type WordEnds } from './historyOf.ts';
import { repliesOf, type Reply } from './repliesOf.ts';

/** What somebody says who means to interrupt stops an answer no later than this after its end. */
const PATIENCE_MS = 3_000;

/** What came of a scene, beside what should have come. */
export interface Judgement {
  readonly number: number;
  readonly kind: SceneKind;
  readonly detail: string;
  /** a cue never came: an answer it was to be said over had ended, or there was none */
  readonly isIncomplete: boolean;
  /** the person's messages in the conversation, and how many there should be */
  readonly messages: readonly string[];
  readonly expectedMessages: number;
  readonly answers: number;
  /** answers that were stopped for good although nobody meant to */
  readonly falseCuts: number;
  /** answers that fell silent over nothing and went on */
  readonly falseAlarms: number;
  /** somebody meant to stop an answer, and it went on */
  readonly missed: number;
  /** somebody was not through with their turn, and an answer was heard */
  readonly premature: number;
  /** times at which somebody stopped in mid-turn */
  readonly pauses: number;
  readonly bargeIns: readonly BargeIn[];
  readonly replies: readonly Reply[];
  readonly histories: readonly History[];
  readonly notices: readonly string[];
}

export async function judgeScene(record: SceneRecord, wordEnds: WordEnds): Promise<Judgement> {
  const { scene, cues, events, turns } = record;
  const answers = answersOf(record);
  const histories: History[] = [];
  for (const answer of answers) histories.push(await historyOf(answer, record.runs, wordEnds));
  const barged = bargeIns(record);
  const givenUp = cues.filter(({ cue, wasHearing }) => cue.intent === 'interruption' && !wasHearing).length;
  const paused = cues.flatMap((said, index) => (said.cue.intent === 'goes on' ? [{ from: cues[index - 1]!.endMs, to: said.endMs }] : []));
  return {
    number: scene.number,
    kind: scene.kind,
    detail: scene.detail,
    isIncomplete: cues.length < scene.cues.length,
    messages: turns.filter(({ role }) => role === 'user').map(({ text }) => text),
    expectedMessages: scene.expected.turns - givenUp,
    answers: answers.length,
    falseCuts: answers.filter((answer) => isCutFalsely(answer, record)).length,
    falseAlarms: answers.flatMap(({ silences }) => silences.filter(({ isResumed }) => isResumed)).length,
    missed: barged.filter(({ toSilence, isOver }) => toSilence === null && !isOver).length,
    premature: paused.filter(({ from, to }) => events.some(({ kind, at }) => kind === 'audible' && at > from && at < to)).length,
    pauses: paused.length,
    bargeIns: barged,
    replies: repliesOf(record),
    histories,
    notices: events.flatMap((event) => (event.kind === 'notice' ? [event.notice] : [])),
  };
}

/** It was silenced for good, and nobody had spoken over it who meant to. */
function isCutFalsely({ silences }: PlayedAnswer, { cues }: SceneRecord): boolean {
  const last = silences.at(-1);
  if (!last || last.isResumed) return false;
  return !cues.some(({ cue, wasHearing, startMs, endMs, pressedAt }) => wasHearing && cue.intent !== 'aside' && last.at >= (pressedAt ?? startMs) && last.at <= endMs + PATIENCE_MS);
}
