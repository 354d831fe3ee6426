/**
 * The `count` tokens with the largest logits, largest first, the lower id first among equals: a heap of `count` over
 * one pass, so that a vocabulary of 150,000 is not sorted for the sake of forty.
 */
export function largestTokens(logits: Float32Array, count: number): number[] {
  if (count * 8 > logits.length) return sorted(Array.from(logits.keys()), logits).slice(0, count);
  const heap = Array.from({ length: count }, (_, token) => token);
  for (let i = (count >> 1) - 1; i >= 0; i--) sink(heap, i, logits);
  for (let token = count; token < logits.length; token++) {
    // An equal logit has the higher id here and stays out.
    if (logits[token]! <= logits[heap[0]!]!) continue;
    heap[0] = token;
    sink(heap, 0, logits);
  }
  return sorted(heap, logits);
}

function sorted(tokens: number[], logits: Float32Array): number[] {
  return tokens.toSorted((a, b) => logits[b]! - logits[a]! || a - b);
}

/** Restores the heap below `i`: the smallest on top, the higher id among equals. */
function sink(heap: number[], i: number, logits: Float32Array): void {
  for (let parent = i; ; ) {
    let least = parent;
    for (const child of [2 * parent + 1, 2 * parent + 2]) {
      if (child < heap.length && isLess(heap[child]!, heap[least]!, logits)) least = child;
    }
    if (least === parent) return;
    [heap[parent], heap[least]] = [heap[least]!, heap[parent]!];
    parent = least;
  }
}

function isLess(a: number, b: number, logits: Float32Array): boolean {
  const difference = logits[a]! - logits[b]!;
  return difference < 0 || (difference === 0 && a > b);
}
