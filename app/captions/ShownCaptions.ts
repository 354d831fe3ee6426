/** What an overlay or a live text shows: the last lines, oldest first, and the phrase that is spoken. */
export interface ShownCaptions {
  readonly lines: readonly { readonly id: string; readonly text: string; readonly speaker: string | null }[];
  /** its id begins the ids of its lines: `id-0`, `id-1` */
  readonly phrase: { readonly id: string; readonly committed: string; readonly tentative: string } | null;
}
