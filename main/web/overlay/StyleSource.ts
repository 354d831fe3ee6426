import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';

/** The look of the overlay as the person has set it. */
export interface StyleSource {
  now(): OverlayStyle;
  /** Calls `listener` after every change; returns what takes it away. */
  subscribe(listener: () => void): () => void;
}
