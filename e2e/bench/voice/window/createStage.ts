import { SAMPLE_RATE } from '../../../../main/hearing/spectrogram/logMel.ts';
import type { Cue, Scene } from '../scenes/Scene.ts';
import type { Loudspeaker } from './Loudspeaker.ts';
import type { Microphone } from './Microphone.ts';
import type { SaidCue } from './SceneRecord.ts';

/** The talk key goes down so long before one speaks, and up so long after. Seconds. */
const KEY_LEAD = 0.2;
const KEY_LAG = 0.25;
/** A run that gets no more sound for so long has its last words in the queue. Milliseconds. */
const NO_MORE_MS = 700;

/** Who speaks when, on the clock of a scene. */
export interface Stage {
  /** Looks whether the next cue begins, up to a time in milliseconds. */
  moveTo(now: number): void;
  readonly said: readonly SaidCue[];
  /** the talk key is to be down */
  readonly isPressed: boolean;
  /** nothing more will be said */
  readonly isOver: boolean;
}

export interface StageOptions {
  readonly scene: Scene;
  readonly loudspeaker: Loudspeaker;
  readonly microphone: Microphone;
  /** sounds of the cues, as the room makes them, and how long each is without the room, in samples */
  readonly sounds: readonly { readonly samples: Int16Array; readonly length: number }[];
  /** when the last sound was queued, in milliseconds */
  readonly queuedAt: () => number;
}

export function createStage({ scene, loudspeaker, microphone, sounds, queuedAt }: StageOptions): Stage {
  const said: SaidCue[] = [];
  const keyed = (cue: Cue): boolean => scene.pushToTalk && cue.intent !== 'aside';
  let now = 0;
  const isHearing = (): boolean => loudspeaker.leftSeconds > 0 && loudspeaker.audibleSince !== null;

  /** Since when the present answer is heard; an answer to what was said before the last cue ended does not count. */
  const answerSince = (): number | null => {
    const { audibleSince } = loudspeaker;
    const last = said.at(-1);
    return audibleSince !== null && loudspeaker.leftSeconds > 0 && audibleSince >= (last?.startMs ?? 0) ? audibleSince : null;
  };
  /** When a cue begins; null while that is not known. */
  const beginOf = ({ after, seconds }: Cue): number | null => {
    switch (after) {
      case 'start':
        return 1_000 * seconds;
      case 'said':
        return (said.at(-1)?.endMs ?? 0) + 1_000 * seconds;
      case 'answer': {
        const since = answerSince();
        return since === null ? null : since + 1_000 * seconds;
      }
      case 'last words': {
        const isLast = answerSince() !== null && now - queuedAt() > NO_MORE_MS;
        return isLast ? Math.max(now, now + 1_000 * (loudspeaker.leftSeconds - seconds)) : null;
      }
    }
  };
  let isHeld = false;
  /**
   * When the key went down for the next cue, and whether an answer was heard then; `dueAt`: when that cue begins, for the
   * answer it is said over falls silent over the key.
   */
  let pressed: { readonly at: number; readonly dueAt: number | null; readonly wasHearing: boolean } | null = null;

  const begin = (cue: Cue, at: number): void => {
    const sound = sounds[said.length]!;
    const from = Math.round((at * SAMPLE_RATE) / 1_000);
    microphone.place(sound.samples, from);
    const startMs = (from * 1_000) / SAMPLE_RATE;
    const wasHearing = (pressed?.wasHearing ?? false) || isHearing();
    said.push({ cue, startMs, endMs: startMs + (sound.length * 1_000) / SAMPLE_RATE, wasHearing, pressedAt: pressed?.at ?? null });
    pressed = null;
  };
  const dueOf = (next: Cue | undefined): number | null => pressed?.dueAt ?? (next ? beginOf(next) : null);
  const holdKey = (next: Cue | undefined): void => {
    const last = said.at(-1);
    const at = dueOf(next);
    const isSaying = last !== undefined && keyed(last.cue) && now < last.endMs + 1_000 * KEY_LAG;
    const isDue = next !== undefined && keyed(next) && at !== null && now >= at - 1_000 * KEY_LEAD;
    const isPause = last !== undefined && next?.intent === 'goes on' && scene.pushToTalk;
    const wanted = isSaying || isDue || isPause;
    if (wanted && !isHeld) pressed = { at: now, dueAt: at, wasHearing: isHearing() };
    isHeld = wanted;
  };
  return {
    moveTo(time) {
      now = time;
      const next = scene.cues[said.length];
      holdKey(next);
      const at = dueOf(next);
      if (next && at !== null && at <= now) begin(next, now);
    },
    said,
    get isPressed() {
      return isHeld;
    },
    get isOver() {
      const last = said.at(-1);
      return said.length === scene.cues.length && (last === undefined || now > last.endMs + 1_000 * KEY_LAG);
    },
  };
}
