import type { SlotCache } from '../../../main/engine/cache/SlotCache.ts';
import type { ChatCodec } from '../../../main/engine/conversation/ChatCodec.ts';
import { isMemory } from '../../../app/memory/isMemory.ts';

/** What stands in the live cache of the conversation, as text; an ellipsis where something is missing between. */
export function liveText({ slots, pinned }: SlotCache, tokenizer: ChatCodec['tokenizer']): string {
  const stream = slots.filter((slot) => !isMemory(slot) && slot.position >= pinned);
  return textOf(stream.map(({ token, position }) => ({ token, position })), tokenizer);
}

/** Tokens as text, with an ellipsis where their positions do not follow each other. */
export function textOf(tokens: readonly { readonly token: number; readonly position: number }[], tokenizer: ChatCodec['tokenizer']): string {
  const pieces: Uint8Array[] = [];
  tokens.forEach(({ token, position }, i) => {
    if (i > 0 && position !== tokens[i - 1]!.position + 1) pieces.push(new TextEncoder().encode(' … '));
    pieces.push(tokenizer.tokenBytes(token));
  });
  return Buffer.concat(pieces).toString('utf8');
}
