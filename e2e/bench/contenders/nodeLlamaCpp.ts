import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { serveContender } from './serveContender.ts';

/** The part of node-llama-cpp 3.22 that is used here; it is installed on demand, so its own types may be absent. */
interface Sequence {
  clearHistory(): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: number[]): Promise<void>;
  evaluate(tokens: number[], options: { temperature: number; yieldEogToken: boolean }): AsyncGenerator<number>;
  eraseContextTokenRanges(ranges: { start: number; end: number }[]): Promise<void>;
  readonly nextTokenIndex: number;
}
interface Peer {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<{ createContext(options: object): Promise<{ getSequence(): Sequence }> }>;
  }>;
}

const peer = createRequire(new URL('../peer/package.json', import.meta.url)).resolve('node-llama-cpp');
const nodeLlamaCpp = (await import(pathToFileURL(peer).href)) as Peer;

/** llama.cpp through node-llama-cpp, on the processor, with the settings it chooses itself but for threads and context. */
serveContender(async ({ gguf, threads, slots, decodeTokens }) => {
  const llama = await nodeLlamaCpp.getLlama({ gpu: false, build: 'never', maxThreads: threads, logLevel: 'error' });
  const model = await llama.loadModel({ modelPath: gguf });
  const context = await model.createContext({ contextSize: slots + decodeTokens, threads: { ideal: threads, min: threads } });
  const sequence = context.getSequence();
  let last = 0;

  return {
    async prefill(tokens) {
      await sequence.clearHistory();
      // the last token is left for `decode`: llama.cpp computes logits for the tokens it continues from
      last = tokens.at(-1) ?? 0;
      await sequence.evaluateWithoutGeneratingNewTokens([...tokens.subarray(0, -1)]);
    },
    async decode(count, onToken) {
      const start = sequence.nextTokenIndex;
      let written = 0;
      for await (const token of sequence.evaluate([last], { temperature: 0, yieldEogToken: true })) {
        onToken(token);
        if (++written === count) break;
      }
      await sequence.eraseContextTokenRanges([{ start, end: sequence.nextTokenIndex }]);
    },
  };
});
