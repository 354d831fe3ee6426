import type { ChatCodec } from './ChatCodec.ts';

/** The tokens that close the system prompt; none where the template goes on with the first message. */
export function encodeClosing({ tokenizer, pieces }: Pick<ChatCodec, 'tokenizer' | 'pieces'>): number[] {
  const [, after] = pieces.system;
  return after === '' ? [] : [...tokenizer.encodeTemplate(after, false)];
}
