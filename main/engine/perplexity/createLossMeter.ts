import { surprisalOf } from '../cache/surprisalOf.ts';
import type { Perplexity } from './Perplexity.ts';

/** Adds up how surprised a model was. */
export interface LossMeter {
  /** A prediction from `context` tokens: logits `[vocab]`, and the token that came. @returns its loss in nats */
  add(logits: Float32Array, token: number, context: number): number;
  read(): Perplexity;
}

export function createLossMeter(): LossMeter {
  let loss = 0;
  let tokens = 0;
  let contexts = 0;
  return {
    add(logits, token, context) {
      const surprisal = surprisalOf(logits, token);
      loss += surprisal;
      contexts += context;
      tokens++;
      return surprisal;
    },
    read: () => ({ perplexity: Math.exp(loss / tokens), tokens, meanContext: contexts / tokens }),
  };
}
