import type { Decoder } from '../../main/engine/decoder/Decoder.ts';

/** Most rows of logits that are in memory at a time: 25 MB with a vocabulary of 49,152. */
const ROWS = 128;

/**
 * Reads `tokens` from the start of a fresh cache and gives the logits after each of them, in order. The array is valid
 * until the next one is asked for.
 */
export async function* eachLogits(decoder: Decoder, tokens: Int32Array): AsyncGenerator<Float32Array> {
  const buffers = decoder.createBuffers();
  buffers.ensureCapacity(tokens.length);
  const { vocabSize } = decoder.model;
  for (let start = 0; start < tokens.length; start += ROWS) {
    const part = tokens.subarray(start, start + ROWS);
    const slots = Int32Array.from(part, (_, index) => start + index);
    const visible = new Uint8Array(buffers.capacity).fill(1, 0, start);
    const logits = await decoder.run(buffers, {
      tokens: part,
      positions: Float64Array.from(slots),
      slots,
      visible,
      logits: 'all',
    });
    for (let row = 0; row < part.length; row++) yield logits.subarray(row * vocabSize, (row + 1) * vocabSize);
  }
}
