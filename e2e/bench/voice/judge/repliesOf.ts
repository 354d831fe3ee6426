import type { Mark } from '../window/Mark.ts';
import type { SaidCue, SceneRecord } from '../window/SceneRecord.ts';

/**
 * From the last loud sample of what a person said (or the key that was let go) to the answer in the ear, and what lies
 * between, each in milliseconds since then; what was done ahead of time is negative. Null for what did not happen.
 */
export interface Reply {
  /** voice activity told that they stopped */
  readonly voiceStopped: number | null;
  /** the words were final */
  readonly wordsFinal: number | null;
  /** the turn was over: its message was added to the conversation */
  readonly turnEnded: number | null;
  /** the engine was asked for the answer that is heard (in case nothing more came, or for good) */
  readonly asked: number | null;
  readonly promptRead: number | null;
  readonly firstToken: number | null;
  /** enough was written for a first chunk, and its sound was there */
  readonly chunkWritten: number | null;
  readonly chunkSpoken: number | null;
  readonly heard: number | null;
}

/** What followed each turn of the person's that was answered or should have been. */
export function repliesOf({ cues, events, marks, turns }: SceneRecord): Reply[] {
  const messages = new Set(turns.filter(({ role }) => role === 'user').map(({ id }) => id));
  return cues.flatMap((said, index) => {
    const next = cues[index + 1];
    if (said.cue.intent === 'aside' || next?.cue.intent === 'goes on') return [];
    const until = untilOf(cues, index);
    const released = events.find(({ kind, at }) => kind === 'released' && at >= said.endMs && at < until)?.at;
    const end = released ?? said.endMs;
    const within = ({ at }: { readonly at: number }): boolean => at > end && at < until;
    const since = (at: number | undefined): number | null => (at === undefined ? null : at - end);
    const heard = events.find((event) => event.kind === 'audible' && within(event))?.at;
    const ended = events.find((event) => event.kind === 'turn' && messages.has(event.turnId) && within(event))?.at;
    const before = marks.filter(({ at }) => at <= (heard ?? until));
    // Of the answer that is heard: the last one that was begun.
    const asked = before.findLast(({ kind, at }) => kind === 'asked' && at > said.startMs);
    const number = asked && 'number' in asked ? asked.number : -1;
    const own = (kind: Mark['kind']): number | undefined => marks.find((mark) => mark.kind === kind && 'number' in mark && mark.number === number)?.at;
    const say = asked && before.find(({ kind, at }) => kind === 'say' && at >= asked.at)?.at;
    return [
      {
        voiceStopped: since(marks.findLast((mark) => mark.kind === 'voice stopped' && within(mark) && mark.soundMs < end + 700)?.at),
        wordsFinal: since(marks.findLast((mark) => mark.kind === 'words' && mark.isFinal && within(mark) && mark.at <= (ended ?? until))?.at),
        turnEnded: since(ended),
        asked: heard === undefined ? null : since(asked?.at),
        promptRead: heard === undefined ? null : since(own('read')),
        firstToken: heard === undefined ? null : since(own('text')),
        chunkWritten: heard === undefined ? null : since(say),
        chunkSpoken: heard === undefined || say === undefined ? null : since(before.find(({ kind, at }) => kind === 'sound' && at >= say)?.at),
        heard: since(heard),
      },
    ];
  });
}

/** What came after the beginning of the next turn does not belong to this one. */
function untilOf(cues: readonly SaidCue[], index: number): number {
  return cues.slice(index + 1).find(({ cue }) => cue.intent !== 'aside')?.startMs ?? Infinity;
}
