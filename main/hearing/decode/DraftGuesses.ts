/** So far behind its last token that was right a draft is searched for the place where it goes on. */
const NEARBY = 8;
/** Guesses after a wrong one, doubled each time that all were right: one that is wrong costs a third of a step. */
const FEW = 2;
const MANY = 32;

/**
 * What may come next in a transcript that has left its draft: a correction is mostly of a word or two, and the draft is
 * right again behind it. Is told every token that was written.
 */
export class DraftGuesses {
  readonly #draft: readonly number[];
  /** place behind the last token of the draft that was written */
  #known = 0;
  /** place of the token that is expected next */
  #next = 0;
  #count = FEW;
  /** guesses that were given, and how many were right since */
  #given = Infinity;
  #right = 0;

  constructor(draft: readonly number[]) {
    this.#draft = draft;
  }

  take(token: number): void {
    if (token === this.#draft[this.#next]) {
      this.#right++;
      this.#known = ++this.#next;
      return;
    }
    const nearby = this.#draft.slice(this.#known, this.#known + NEARBY).indexOf(token);
    // One that stands nowhere is taken for another in the place of the one that was expected.
    if (nearby < 0) this.#next++;
    else this.#next = this.#known += nearby + 1;
  }

  /** Tokens that are expected now, at most so many. */
  next(most: number): readonly number[] {
    this.#count = this.#right >= this.#given ? Math.min(MANY, 2 * this.#count) : FEW;
    const guesses = this.#draft.slice(this.#next, this.#next + Math.min(this.#count, most));
    this.#given = guesses.length;
    this.#right = 0;
    return guesses;
  }
}
