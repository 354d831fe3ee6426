import type { AnswerEvent } from '../../../app/contract/services/engine.ts';

/** Hears of the events of an answer as they come from the engine. */
export type AnswerListener = (event: AnswerEvent) => void;

/** An answer that is being written though its message is not in the conversation yet: stored and shown nowhere. */
export interface BegunAnswer {
  /** All its events, to be read once by whoever gives it its place in the conversation. */
  readonly events: AsyncIterableIterator<AnswerEvent>;
  /** False once it failed or was thrown away: then it begins anew. */
  isAlive(): boolean;
  /** Throws it away without a trace. */
  discard(): void;
}
