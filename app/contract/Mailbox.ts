/**
 * The push side of a stream: a producer pushes when something happens, one consumer iterates at its own pace.
 *
 * `merge` bounds what waits: while an item is unread, it may return one item that stands for both (joined text, the
 * newest state), or `undefined` to keep them apart.
 */
export class Mailbox<T> implements AsyncIterable<T> {
  /** Fulfilled as soon as no more items will be taken: the reader left, or `end` or `fail` was called. */
  readonly closed: Promise<void>;
  readonly #merge: (last: T, next: T) => T | undefined;
  readonly #markClosed: () => void;
  #isClosed = false;
  #items: T[] = [];
  #failure: { readonly error: unknown } | null = null;
  #readers: PromiseWithResolvers<IteratorResult<T, undefined>>[] = [];

  constructor(merge: (last: T, next: T) => T | undefined = () => undefined) {
    this.#merge = merge;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    this.#markClosed = resolve;
  }

  /** Items that wait to be read. */
  get unread(): number {
    return this.#items.length;
  }

  /** Adds an item; after the close it is dropped. */
  push(item: T): void {
    if (this.#isClosed) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: item });
      return;
    }
    const last = this.#items.length - 1;
    const merged = last >= 0 ? this.#merge(this.#items[last]!, item) : undefined;
    if (merged === undefined) this.#items.push(item);
    else this.#items[last] = merged;
  }

  /** Nothing follows; what is unread is still delivered. */
  end(): void {
    this.#close();
  }

  /** The consumer gets this error after what is unread. */
  fail(error: unknown): void {
    if (this.#isClosed) return;
    this.#failure = { error };
    this.#close();
  }

  [Symbol.asyncIterator](): Required<Pick<AsyncIterator<T, undefined, void>, 'next' | 'return'>> {
    return {
      next: () => this.#next(),
      return: () => {
        this.#items = [];
        this.#failure = null;
        this.#close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #next(): Promise<IteratorResult<T, undefined>> {
    if (this.#items.length > 0) return Promise.resolve({ done: false, value: this.#items.shift()! });
    if (this.#isClosed) return this.#last();
    const reader = Promise.withResolvers<IteratorResult<T, undefined>>();
    this.#readers.push(reader);
    return reader.promise;
  }

  #last(): Promise<IteratorResult<T, undefined>> {
    const failure = this.#failure;
    this.#failure = null;
    return failure === null ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(failure.error);
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const readers = this.#readers;
    this.#readers = [];
    for (const reader of readers) reader.resolve(this.#last());
    this.#markClosed();
  }
}
