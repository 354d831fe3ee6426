import { MAX_STEP } from '../../../main/engine/decoder/Decoder.ts';
import { openDecoder } from '../../../main/engine/decoder/openDecoder.ts';
import { greedyToken } from '../../../main/engine/sampling/greedyToken.ts';
import { serveContender } from './serveContender.ts';

/** Our decoder, without the engine around it: the other contenders are measured at the same level. */
serveContender(async ({ compiled, threads }) => {
  const decoder = await openDecoder(compiled, { provider: 'cpu', threads });
  const buffers = decoder.createBuffers();
  let length = 0;
  let last = 0;

  async function read(tokens: Int32Array, logits: 'none' | 'last'): Promise<Float32Array> {
    buffers.ensureCapacity(length + tokens.length);
    const slots = Int32Array.from(tokens, (_, index) => length + index);
    const visible = new Uint8Array(buffers.capacity).fill(1, 0, length);
    const result = await decoder.run(buffers, { tokens, positions: Float64Array.from(slots), slots, visible, logits });
    length += tokens.length;
    return result;
  }

  return {
    async prefill(tokens) {
      length = 0;
      // the last token is left for `decode`, as with llama.cpp
      last = tokens.at(-1) ?? 0;
      for (let at = 0; at < tokens.length - 1; at += MAX_STEP) {
        await read(tokens.subarray(at, Math.min(at + MAX_STEP, tokens.length - 1)), 'none');
      }
    },
    async decode(count, onToken) {
      const start = length;
      let token = last;
      for (let written = 0; written < count; written++) {
        token = greedyToken(await read(Int32Array.of(token), 'last'));
        onToken(token);
      }
      length = start;
    },
  };
});
