interface Waiting {
  readonly at: number;
  readonly id: number;
  readonly due: () => void;
}

/** A clock that stands still until it is moved, and what waits on it, in the order of its time. Milliseconds. */
export class VirtualTime {
  #now = 0;
  #nextId = 1;
  #waiting: Waiting[] = [];

  get now(): number {
    return this.#now;
  }

  /** When the next one is due; `Infinity` when nothing waits. */
  get nextAt(): number {
    return this.#waiting[0]?.at ?? Infinity;
  }

  /** Calls `due` when the clock comes to `at`; what lies in the past is due at once. Returns what `cancel` takes. */
  wait(at: number, due: () => void): number {
    const id = this.#nextId++;
    const time = Math.max(this.#now, at);
    // Behind those of the same time.
    const place = this.#waiting.findIndex((other) => other.at > time);
    this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, { at: time, id, due });
    return id;
  }

  cancel(id: number): void {
    this.#waiting = this.#waiting.filter((one) => one.id !== id);
  }

  /** Moves the clock on; it does not pass what is due. */
  moveTo(time: number): void {
    this.#now = Math.max(this.#now, Math.min(time, this.nextAt));
  }

  /** Moves the clock to what is due next, and has it done. */
  runNext(): void {
    const next = this.#waiting.shift();
    if (!next) return;
    this.#now = next.at;
    next.due();
  }
}
