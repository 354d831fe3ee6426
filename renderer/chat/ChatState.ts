import type { AppError } from '../../app/contract/AppError.ts';
import type { Transcript } from './transcript/Transcript.ts';

/** Where the reader was asked to be taken. A new object is a new request. */
export type Destination = { readonly kind: 'start' } | { readonly kind: 'end' } | { readonly kind: 'turn'; readonly turnId: string; readonly flash: boolean };

/** A turn that is being changed in its place. Kept here, because a turn out of sight has no component. */
export interface Editing {
  readonly turnId: string;
  readonly text: string;
  /** begun earlier and shown again: the focus stays where the person is */
  readonly resumed?: boolean;
}

/** The conversation that is open in this window. */
export interface ChatState {
  /** null: a new conversation that has no message yet */
  readonly openId: string | null;
  /** null exactly when `openId` is */
  readonly transcript: Transcript | null;
  readonly destination: Destination | null;
  readonly editing: Editing | null;
  /** an action that failed, and what is known about it; shown until dismissed or the next one succeeds */
  readonly problem: AppError | null;
}
