/**
 * Merges of a byte-pair encoding by their two token ids: an open-addressed hash table in typed arrays, which takes 16
 * bytes a slot and no allocation to look up. (A Map keyed by text takes ten times as much.)
 */
export class PairTable {
  readonly #mask: number;
  /** four to a slot: left id, right id, rank + 1 (0 marks a free slot), merged id */
  readonly #slots: Int32Array;

  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * size + 2));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * 4);
  }

  /** Adds a merge; of two for the same pair the first one stays, as it has the better rank. */
  add(left: number, right: number, rank: number, merged: number): void {
    const at = this.#find(left, right);
    if (this.#slots[at + 2] === 0) this.#slots.set([left, right, rank + 1, merged], at);
  }

  /** Rank of the pair, -1 when it does not merge. */
  rank(left: number, right: number): number {
    return this.#slots[this.#find(left, right) + 2]! - 1;
  }

  /** Id the pair merges to; only for a pair that has a rank. */
  merged(left: number, right: number): number {
    return this.#slots[this.#find(left, right) + 3]!;
  }

  #find(left: number, right: number): number {
    const slots = this.#slots;
    let slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 0;
    for (slot = (slot ^ (slot >>> 15)) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * 4;
      if (slots[at + 2] === 0 || (slots[at] === left && slots[at + 1] === right)) return at;
    }
  }
}
