/** Somebody who speaks; `pitch` 1 and `speed` 1: as the voice is by itself. */
export type Speaker =
  | { readonly kind: 'piper'; readonly speed: number; readonly pitch: number }
  | { readonly kind: 'espeak'; readonly voice: string; readonly speed: number; readonly pitch: number };
