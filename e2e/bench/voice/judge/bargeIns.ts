import type { SaidCue, SceneRecord, WindowEvent } from '../window/SceneRecord.ts';

/** Speech that is meant to stop an answer does so within this after its end, or it was missed. */
const PATIENCE_MS = 3_000;

/** Somebody spoke, or pressed the key, to stop an answer that was heard. Milliseconds; null for what did not happen. */
export interface BargeIn {
  /** from the first loud sample (or the key) to a quieter answer, in the ear */
  readonly toDuck: number | null;
  /** to the last sample of the answer, in the ear */
  readonly toSilence: number | null;
  /** from the host's word to the last sample */
  readonly fromDecision: number | null;
  /** by key, not by voice */
  readonly isPressed: boolean;
  /** the answer came to its own end before it could be stopped: nothing to be counted */
  readonly isOver: boolean;
}

/** What became of each interruption of a scene that came while an answer was heard. */
export function bargeIns({ cues, events, durationMs }: SceneRecord): BargeIn[] {
  const meant = cues.filter(({ cue, wasHearing }) => cue.intent === 'interruption' && wasHearing);
  return meant.map((said) => {
    const isPressed = said.pressedAt !== null;
    const onset = said.pressedAt ?? said.startMs;
    const until = Math.min(durationMs, said.endMs + PATIENCE_MS);
    const within = (event: WindowEvent): boolean => event.at >= onset && event.at <= until;
    const duck = events.find((event) => event.kind === 'duck' && within(event));
    const silence = events.find((event) => event.kind === 'silence' && event.silentAt !== null && within(event));
    const silentAt = silence?.kind === 'silence' ? silence.silentAt : null;
    return {
      toDuck: duck ? duck.at + QUANTUM_AND_DEVICE - onset : null,
      toSilence: silentAt === null ? null : silentAt - onset,
      fromDecision: silentAt === null || !silence ? null : silentAt - silence.at,
      isPressed,
      isOver: silentAt === null && endsBefore(events, said, until),
    };
  });
}

/** What is told to the audio graph is heard so much later: its quantum and the device. */
const QUANTUM_AND_DEVICE = 128 / 48 + 20;

/** The answer was heard to its end, and nothing of another one began. */
function endsBefore(events: readonly WindowEvent[], { startMs }: SaidCue, until: number): boolean {
  return events.some(({ at, kind }) => kind === 'ended' && at >= startMs && at <= until);
}
