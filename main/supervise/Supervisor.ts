import { AppError } from '../../app/contract/AppError.ts';
import { closeChild } from './closeChild.ts';
import { describeExit } from './describeExit.ts';
import { restartDelay } from './restartDelay.ts';
import type { Child } from './Spawn.ts';

/** A child that is up, with what its start gave (a client, facts). */
export interface Running<T> {
  readonly child: Child;
  readonly value: T;
}

/** What a supervised child is doing. `failed` waits for a person: too many crashes, or an error that repeats itself. */
export type SupervisorState<T> =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly value: T }
  | { readonly kind: 'waiting'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'closed' };

/** Errors that another try would only repeat. */
const FINAL_CODES = new Set(['bad-file', 'unsupported', 'not-found', 'no-permission', 'bad-request', 'cancelled']);

/**
 * Keeps one child running: starts it, watches it, starts it again after a crash with growing waits, and asks (state
 * `failed`) after three restarts within five minutes.
 */
export class Supervisor<T> {
  readonly #name: string;
  readonly #launch: (signal: AbortSignal) => Promise<Running<T>>;
  readonly #onState: (state: SupervisorState<T>) => void;
  readonly #restartDelay: typeof restartDelay;
  readonly #closing = new AbortController();
  #restarts: number[] = [];
  #running: Running<T> | undefined;
  #loop: Promise<void> | undefined;

  constructor(
    name: string,
    launch: (signal: AbortSignal) => Promise<Running<T>>,
    onState: (state: SupervisorState<T>) => void,
    delayPolicy = restartDelay,
  ) {
    this.#name = name;
    this.#launch = launch;
    this.#onState = onState;
    this.#restartDelay = delayPolicy;
  }

  /** Starts the child, or starts it again after `failed`, with the count of restarts at zero. */
  start(): void {
    if (this.#loop || this.#closing.signal.aborted) return;
    this.#restarts = [];
    this.#loop = this.#keep().finally(() => {
      this.#loop = undefined;
    });
  }

  /** Ends the child, gracefully if it can, and stops watching. A closed supervisor stays closed. */
  async close(): Promise<void> {
    if (!this.#closing.signal.aborted) {
      this.#closing.abort();
      this.#onState({ kind: 'closed' });
    }
    if (this.#running) await closeChild(this.#running.child);
    await this.#loop;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const error = await this.#runOnce();
      if (signal.aborted) return;
      const delay = FINAL_CODES.has(error.code) ? null : this.#restartDelay(this.#restarts, Date.now());
      if (delay === null) {
        this.#onState({ kind: 'failed', error });
        return;
      }
      this.#onState({ kind: 'waiting', error });
      await sleep(delay, signal);
      this.#restarts.push(Date.now());
    }
  }

  /** Starts the child and waits for its end; resolves with what ended it. */
  async #runOnce(): Promise<AppError> {
    const { signal } = this.#closing;
    try {
      this.#onState({ kind: 'starting' });
      const running = await this.#launch(signal);
      if (signal.aborted) {
        await closeChild(running.child);
        return new AppError('closed', `The ${this.#name} was closed.`);
      }
      this.#running = running;
      this.#onState({ kind: 'running', value: running.value });
      const exit = await running.child.exited;
      return new AppError('crashed', `The ${this.#name} stopped unexpectedly (${describeExit(exit)}).`);
    } catch (error) {
      return error instanceof AppError ? error : AppError.fromValue(AppError.toValue(error));
    } finally {
      this.#running = undefined;
    }
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
