import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from '../../app/contract/zod.ts';
import { openDecoder } from '../../main/engine/decoder/openDecoder.ts';
import { greedyToken } from '../../main/engine/sampling/greedyToken.ts';
import { defaultModel } from '../../native-models/catalog/defaultModel.ts';
import { loadTokenizer } from '../../native-models/tokenizer/loadTokenizer.ts';
import { renderChat } from '../../native-models/tokenizer/renderChat.ts';
import { defaultModelDirectory } from './defaultModel.ts';
import { eachLogits } from './eachLogits.ts';

/**
 * Two logits closer than this may change places with the order of summation: fp32 runs of the same weights differ by
 * about 1e-4 at most. Such a position is excepted, and counted.
 */
const NEAR_TIE = 1e-3;

const Ids = z.array(z.number().int().nonnegative());
const Messages = z.array(z.object({ role: z.string(), content: z.string() }));
const Case = z.object({ messages: Messages, prompt: Ids, continuation: Ids, margins: z.array(z.number()) });
const Goldens = z.object({ weights: z.string(), cases: z.array(Case).length(20) });

const file = new URL('../../native-models/golden/default.json', import.meta.url);
const { cases, weights } = Goldens.parse(JSON.parse(await readFile(file, 'utf8')));
const directory = await defaultModelDirectory('exact');

describe.skipIf(directory === null)('the default model with fp32 activations', () => {
  it('is the file that the golden values were made from', () => {
    expect(weights).toBe(defaultModel.file.sha256);
  });

  it('reads the 20 prompts as transformers does: template and tokenizer of the file', async () => {
    const tokenizer = loadTokenizer(JSON.parse(await readFile(join(directory ?? '', 'tokenizer.json'), 'utf8')));
    const template = await readFile(join(directory ?? '', 'chat_template.jinja'), 'utf8');
    for (const { messages, prompt } of cases) {
      const parts = renderChat(template, { messages, addGenerationPrompt: true, tokens: { bos: '<|im_start|>', eos: '<|im_end|>' } });
      expect([...tokenizer.encodeChat(parts, true).tokens]).toEqual(prompt);
    }
  });

  it('chooses what transformers chose at every position of 20 continuations of 200 tokens', async () => {
    const decoder = await openDecoder(directory ?? '', { provider: 'cpu', threads: 0 });
    const wrong: string[] = [];
    let [positions, nearTies, otherAtNearTie] = [0, 0, 0];

    for (const [index, { prompt, continuation, margins }] of cases.entries()) {
      expect(continuation).toHaveLength(200);
      // one prefill of all but the last token; the first prediction is that after the last token of the prompt
      const tokens = Int32Array.from([...prompt, ...continuation.slice(0, -1)]);
      let at = 1 - prompt.length;
      for await (const logits of eachLogits(decoder, tokens)) {
        const place = at++;
        if (place < 0) continue;
        positions++;
        const isNearTie = (margins[place] ?? 0) < NEAR_TIE;
        if (isNearTie) nearTies++;
        const chosen = greedyToken(logits);
        if (chosen === continuation[place]) continue;
        if (isNearTie) otherAtNearTie++;
        else wrong.push(`case ${index}, position ${place}: ${chosen} instead of ${continuation[place]}, margin ${margins[place]}`);
      }
    }
    await decoder.close();

    console.log(
      `greedy: ${positions - wrong.length - otherAtNearTie} of ${positions} positions as transformers, ` +
        `${nearTies} near-ties (margin < ${NEAR_TIE}), ${otherAtNearTie} of them otherwise, ${wrong.length} wrong`,
    );
    expect(positions).toBe(4_000);
    expect(nearTies).toBeLessThan(10);
    expect(wrong).toEqual([]);
  });
});
