/** A text that is shown. `sure`: how sure the recogniser was of each word of it, 0 to 1; absent or empty where it tells nothing. */
interface Sure {
  readonly sure?: readonly number[];
}

/** What an overlay or a live text shows: the last lines, oldest first, and the phrase that is spoken. */
export interface ShownCaptions {
  readonly lines: readonly ({ readonly id: string; readonly text: string; readonly speaker: string | null; readonly translation?: string } & Sure)[];
  /** its id begins the ids of its lines: `id-0`, `id-1`; `sure` is of what is committed */
  readonly phrase: ({ readonly id: string; readonly committed: string; readonly tentative: string; readonly translation?: string } & Sure) | null;
}
