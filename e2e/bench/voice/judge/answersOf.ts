import type { Turn } from '../../../../app/conversation/Turn.ts';
import type { SceneRecord } from '../window/SceneRecord.ts';

/** An answer of a scene that was played, at least in part. */
export interface PlayedAnswer {
  readonly turn: Turn;
  /** its runs, in order; more than one when it was resumed */
  readonly runs: readonly number[];
  /** all that the model wrote of it, which may be more than is stored */
  readonly written: string;
  /** times at which it was silenced, each with whether it went on afterwards */
  readonly silences: readonly { readonly at: number; readonly isResumed: boolean }[];
}

/** The answers of a conversation that were heard, and what became of each. */
export function answersOf({ turns, events, marks }: SceneRecord): PlayedAnswer[] {
  const answers = new Map(turns.filter(({ role }) => role === 'assistant').map((turn) => [turn.id, turn]));
  const texts = new Map<number, string>();
  for (const mark of marks) if (mark.kind === 'text') texts.set(mark.number, (texts.get(mark.number) ?? '') + mark.text);
  const written = [...texts.values()];
  const played = new Map<string, { runs: number[]; silences: { at: number; isResumed: boolean }[] }>();
  let current: string | null = null;
  let sounding: string | null = null;
  for (const event of events) {
    if (event.kind === 'turn' && answers.has(event.turnId)) current = event.turnId;
    if (event.kind === 'play' && current !== null) {
      sounding = current;
      const one = played.get(current) ?? { runs: [], silences: [] };
      one.runs.push(event.run);
      const last = one.silences.at(-1);
      if (last) last.isResumed = true;
      played.set(current, one);
    }
    if (event.kind === 'silence' && event.silentAt !== null && sounding !== null) played.get(sounding)?.silences.push({ at: event.at, isResumed: false });
  }
  return [...played].map(([id, one]) => {
    const turn = answers.get(id)!;
    // Of several that were begun in case, the last one that begins like what is stored.
    const own = written.findLast((text) => text.trimStart().startsWith(turn.text.trim())) ?? turn.text;
    return { turn, ...one, written: own };
  });
}
