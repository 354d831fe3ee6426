import type { Turn } from '../../../../app/conversation/Turn.ts';
import type { Cue, Scene } from '../scenes/Scene.ts';
import type { HeardRuns } from './Loudspeaker.ts';
import type { Mark } from './Mark.ts';

/** A cue as it was said: milliseconds of virtual time from the beginning of the scene, first and last loud sample. */
export interface SaidCue {
  readonly cue: Cue;
  readonly startMs: number;
  readonly endMs: number;
  /** an answer was heard when it began */
  readonly wasHearing: boolean;
  /** when the talk key went down for it; null: it did not, or was down already */
  readonly pressedAt: number | null;
}

/** What the window was told, or heard of itself. */
export type WindowEvent =
  | { readonly at: number; readonly kind: 'duck' | 'unduck' | 'released' }
  | { readonly at: number; readonly kind: 'play' | 'audible' | 'ended'; readonly run: number }
  /** `silentAt`: when the last of what was played had been heard; null: nothing was */
  | { readonly at: number; readonly kind: 'silence'; readonly silentAt: number | null }
  | { readonly at: number; readonly kind: 'turn'; readonly turnId: string }
  | { readonly at: number; readonly kind: 'phase'; readonly phase: string }
  | { readonly at: number; readonly kind: 'notice'; readonly notice: string };

/** All that is known of a scene that was played. */
export interface SceneRecord {
  readonly scene: Scene;
  readonly cues: readonly SaidCue[];
  readonly events: readonly WindowEvent[];
  readonly marks: readonly Mark[];
  readonly runs: HeardRuns;
  /** the conversation as it is stored at the end */
  readonly turns: readonly Turn[];
  readonly durationMs: number;
}
