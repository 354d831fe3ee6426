import type { ChatPart } from '../../../native-models/tokenizer/renderChat.ts';
import type { ChatCodec } from './ChatCodec.ts';

/** The tokens of the system prompt, what the template puts around it included. */
export function encodeSystem({ tokenizer, pieces }: ChatCodec, text: string): number[] {
  const [before, after] = pieces.system;
  const parts: ChatPart[] = [
    { kind: 'template', text: before },
    { kind: 'content', index: 0, text: pieces.trim('system', text) },
    { kind: 'template', text: after },
  ];
  return [...tokenizer.encodeChat(parts).tokens];
}
