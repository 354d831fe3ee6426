import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { loadTokenizer } from '../../native-models/tokenizer/loadTokenizer.ts';
import type { EngineSession } from './answer/EngineSession.ts';
import type { ChatCodec } from './conversation/ChatCodec.ts';
import { readChatPieces } from './conversation/ChatPieces.ts';
import { openDecoder } from './decoder/openDecoder.ts';
import { createScheduler, type Scheduler } from './schedule/createScheduler.ts';
import { UNKNOWN_PACE } from './schedule/PrefillPace.ts';

/**
 * Loads a compiled model's folder: decoder, tokenizer, chat template.
 *
 * @param budget slots of a conversation's cache
 * @param scheduler the loop of the process's device
 * @throws AppError `bad-file` for a folder that is not whole, `unsupported` for a model without a chat template
 */
export async function openSession(
  directory: string,
  options: { provider: 'cpu' | 'webgpu'; threads: number; budget: number; scored?: boolean | undefined },
  scheduler: Scheduler = createScheduler(),
): Promise<EngineSession> {
  const decoder = await openDecoder(directory, { ...options, scored: options.scored === true });
  try {
    const { beginToken, endTokens } = decoder.model;
    const codec = await readCodec(directory, { begin: beginToken, end: endTokens[0]! });
    return { decoder, codec, scheduler, budget: options.budget, pace: UNKNOWN_PACE };
  } catch (error) {
    await decoder.close();
    throw error;
  }
}

async function readCodec(directory: string, special: { begin: number | null; end: number }): Promise<ChatCodec> {
  const template = await readFile(path.join(directory, 'chat_template.jinja'), 'utf8').catch(() => {
    throw new AppError(
      'unsupported',
      'This model has no chat template, so it cannot hold a conversation. Choose a model made for chat ("Instruct").',
    );
  });
  const json: unknown = JSON.parse(await readFile(path.join(directory, 'tokenizer.json'), 'utf8'));
  const bos = special.begin === null ? '' : contentOf(json, special.begin);
  return {
    tokenizer: loadTokenizer(json),
    pieces: readChatPieces(template, { bos, eos: contentOf(json, special.end) }),
  };
}

/** The text of an added token in a tokenizer.json; empty when it has none by this number. */
function contentOf(json: unknown, id: number): string {
  const { added_tokens: added = [] } = json as { added_tokens?: readonly { id: number; content: string }[] };
  return added.find((token) => token.id === id)?.content ?? '';
}
