import { Settings } from '../../../../app/settings/Settings.ts';
import type { EngineSession } from '../../../../main/engine/answer/EngineSession.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import { readMemory } from '../../../../main/engine/cache/readMemory.ts';
import { reserveMemory } from '../../../../main/engine/cache/reserveMemory.ts';
import { encodeClosing } from '../../../../main/engine/conversation/encodeClosing.ts';
import { encodeSystem } from '../../../../main/engine/conversation/encodeSystem.ts';
import { MAX_STEP } from '../../../../main/engine/decoder/Decoder.ts';
import { medianWithInterval, type MedianWithInterval } from '../../medianWithInterval.ts';
import { readStream } from './readStream.ts';
import { takeTime, type Taken } from './takeTime.ts';

/**
 * Reads memory blocks into a conversation's cache behind the system prompt, each in the place of the one before and
 * nothing of that reused, as after a change of subject.
 */
export async function prefillCost({ decoder, codec, budget }: EngineSession, texts: readonly string[]): Promise<{ tokens: MedianWithInterval; taken: Taken[] }> {
  const system = encodeSystem(codec, Settings.parse({}).systemPrompt);
  const closing = encodeClosing(codec);
  const cache = createSlotCache(decoder, budget, system.length);
  await readStream(cache, system, 0, system.length);
  cache.closing = closing.length;
  const tokens: number[] = [];
  const taken: Taken[] = [];
  for (const text of texts) {
    reserveMemory(cache, []);
    const block = [...codec.tokenizer.encode(`\n\n${text}`, false), ...closing].map((token) => ({ token, region: 'recalled' as const }));
    tokens.push(block.length);
    taken.push(
      await takeTime(async () => {
        for (let unread = reserveMemory(cache, block); unread > 0; unread -= MAX_STEP) await readMemory(cache, Math.min(unread, MAX_STEP));
      }),
    );
  }
  return { tokens: medianWithInterval(tokens), taken };
}
