import type { Perplexity } from './Perplexity.ts';

/** Adds up how surprised a model was. */
export interface LossMeter {
  /** A prediction from `context` tokens: logits `[vocab]`, and the token that came. */
  add(logits: Float32Array, token: number, context: number): void;
  read(): Perplexity;
}

export function createLossMeter(): LossMeter {
  let loss = 0;
  let tokens = 0;
  let contexts = 0;
  return {
    add(logits, token, context) {
      loss += logOfSumOfExponentials(logits) - logits[token]!;
      contexts += context;
      tokens++;
    },
    read: () => ({ perplexity: Math.exp(loss / tokens), tokens, meanContext: contexts / tokens }),
  };
}

function logOfSumOfExponentials(logits: Float32Array): number {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return largest + Math.log(sum);
}
