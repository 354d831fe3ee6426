/**
 * The receiving half that every carrier shares: messages are kept until somebody listens, and those who wait for the
 * close are told once.
 */
export class Inbox {
  #receive: ((message: unknown) => void) | null = null;
  #early: unknown[] = [];
  #closeListeners: (() => void)[] = [];
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  deliver(message: unknown): void {
    if (this.#closed) return;
    if (this.#receive === null) this.#early.push(message);
    else this.#receive(message);
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
    const early = this.#early;
    this.#early = [];
    for (const message of early) receive(message);
  }

  onClose(closed: () => void): void {
    if (this.#closed) closed();
    else this.#closeListeners.push(closed);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const listeners = this.#closeListeners;
    this.#closeListeners = [];
    for (const listener of listeners) listener();
  }
}
