import type { MemoryLine } from '../../../app/memory/memoryLines.ts';
import type { MemoryToken } from '../cache/reserveMemory.ts';
import type { ChatCodec } from './ChatCodec.ts';
import { encodeClosing } from './encodeClosing.ts';
import type { MemoryBlock } from './MemoryBlock.ts';

/** Between the system prompt and what is remembered, which goes on with it. */
const BETWEEN = '\n\n';

/** The tokens of lines of memory, with what frames them. */
export type MemoryEncoder = (lines: readonly MemoryLine[]) => Pick<MemoryBlock, 'tokens' | 'counts'>;

/**
 * Encodes memory blocks for one answer. Each line is encoded by itself, once: so trying another choice of lines costs
 * nothing, and a block that begins with the lines of the one before begins with its tokens. The lines are text like
 * that of a message: none of it can become a control token.
 */
export function createMemoryEncoder({ tokenizer, pieces }: ChatCodec): MemoryEncoder {
  const known = new Map<string, readonly number[]>();
  const encode = (text: string) => {
    const tokens = known.get(text) ?? [...tokenizer.encode(text, false)];
    known.set(text, tokens);
    return tokens;
  };
  const before = encode(BETWEEN);
  const after = encodeClosing({ tokenizer, pieces });
  return (lines) => {
    const tokens: MemoryToken[] = [];
    const counts = { pinned: 0, facts: 0, recalled: 0 };
    lines.forEach(({ part, text }, i) => {
      const framed = [...(i === 0 ? before : []), ...encode(text), ...(i === lines.length - 1 ? after : [])];
      counts[part] += framed.length;
      for (const token of framed) tokens.push({ token, region: part === 'recalled' ? 'recalled' : 'pinned' });
    });
    return { tokens, counts };
  };
}
