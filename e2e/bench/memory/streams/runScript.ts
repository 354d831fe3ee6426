import { retentionPolicies } from '../../../../app/memory/retentionPolicies.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import type { ChatCodec } from '../../../../main/engine/conversation/ChatCodec.ts';
import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import { blockRecall } from './blockRecall.ts';
import { createEncoder } from './createEncoder.ts';
import { readStream } from './readStream.ts';
import type { Asked, Script } from './Script.ts';
import type { StreamArm } from './streamArms.ts';
import { textRecall } from './textRecall.ts';
import { weighChoices } from './weighChoices.ts';

/** Positions that the model was trained for. */
const NATIVE_TOKENS = 8_192;

/** What came of one question. */
export interface Result {
  readonly arm: string;
  readonly at: number;
  /** the right choice is the likeliest */
  readonly isRight: boolean;
  /** the model would have written it by itself */
  readonly isWritten: boolean;
  /** log-probability per token of the right choice less that of the best other one, in nats */
  readonly margin: number;
  /** the choice wins this time, where the best answer does not always win */
  readonly isWinner: boolean;
}

/**
 * Reads a script in one way and asks its questions; where the arm says so, each with what recall by words brings back
 * and with what recall of keys and values does instead. A full stream ends where the model's positions do.
 */
export async function runScript(
  { decoder, codec }: { decoder: Decoder; codec: ChatCodec },
  script: Script,
  { name, arm, budget, recallTokens, system }: { name: string; arm: StreamArm; budget: number; recallTokens: number; system: string },
): Promise<Result[]> {
  const encoder = createEncoder(codec, script.form, system);
  const { policy, measure } = retentionPolicies[arm.policy];
  const cache = createSlotCache(decoder, arm.isFull ? NATIVE_TOKENS : budget, encoder.pinned.length, { policy, measure });
  await readStream(cache, encoder.pinned, 0, encoder.pinned.length);
  const words = arm.recalls ? await textRecall(codec, script.form, recallTokens) : null;
  const blocks = arm.recalls ? blockRecall(cache, recallTokens) : null;
  const results: Result[] = [];
  let turn = 1;
  // A running text is one turn, whatever it is said in: nothing decays in it, and it is read in steps as long as may be.
  const unread: number[] = [];
  const ask = async (name: string, { at, winner = 0 }: Asked, { prompt, choices }: ReturnType<typeof encoder.asked>) => {
    const { logProbabilities, isWritten } = await weighChoices(cache, prompt, choices);
    const margin = logProbabilities[0]! - Math.max(...logProbabilities.slice(1));
    const chosen = logProbabilities.indexOf(Math.max(...logProbabilities));
    results.push({ arm: name, at, isRight: chosen === 0, isWritten, margin, isWinner: chosen === winner });
  };
  for (const item of script.items) {
    if (item.kind === 'said') {
      const { tokens, lead } = encoder.said(item);
      if (arm.isFull && cache.next + unread.length + tokens.length > NATIVE_TOKENS - 256) break;
      await words?.note(item);
      if (script.form === 'plain') unread.push(...tokens);
      else await readStream(cache, tokens, turn++, lead);
      continue;
    }
    await readStream(cache, unread.splice(0), turn);
    const encoded = encoder.asked(item);
    if (!words) await ask(name, item, encoded);
    if (words) {
      await words.show(cache, item.question);
      await ask('text recall', item, encoded);
      words.hide(cache);
    }
    if (blocks && decoder.score) {
      await blocks.show(encoded.prompt);
      await ask('block recall', item, encoded);
      blocks.hide();
    }
  }
  await Promise.all([words?.close(), blocks?.close()]);
  return results;
}
