import type { Evidence } from './Evidence.ts';
import { DEFAULT_LAYOUT, type MemoryLayoutName, memoryLayouts } from './memoryLayouts.ts';
import type { Quotation } from './Quotation.ts';
import { quoteSafely } from './quoteSafely.ts';

/** What a memory block is about. */
export interface MemoryContent {
  /** the conversation that is being answered; quotations from others are marked as such */
  readonly conversationId: string;
  readonly pinned: readonly Quotation[];
  readonly facts: Evidence['facts'];
  /** in any order */
  readonly recalled: readonly Quotation[];
}

/** A line of the block, its line break included, and the part it belongs to. */
export interface MemoryLine {
  readonly part: 'pinned' | 'facts' | 'recalled';
  readonly text: string;
}

/**
 * The lines of the memory block: pinned messages, facts, recalled quotations, each part under its heading, quotations
 * in the order in which they were said. Whatever a quotation says, it stays on its line and between its quote marks.
 */
export function memoryLines(content: MemoryContent, layout: MemoryLayoutName = DEFAULT_LAYOUT): MemoryLine[] {
  const words = memoryLayouts[layout];
  const quote = (quotations: readonly Quotation[]) =>
    quotations
      .toSorted((a, b) => a.createdAt - b.createdAt)
      .map((quotation) => ({ quotation, text: quoteSafely(quotation.text) }))
      .filter(({ text }) => text !== '')
      .map(({ quotation, text }) =>
        words.quotation(quotation, text, quotation.conversationId !== content.conversationId),
      );
  const facts = content.facts.map(({ id, subject, value }) =>
    words.fact({ id, subject: quoteSafely(subject), value: quoteSafely(value) }),
  );
  const part = (name: MemoryLine['part'], texts: readonly string[]) =>
    texts.length === 0 ? [] : [words[name], ...texts].map((text) => ({ part: name, text }));
  return [
    ...part('pinned', quote(content.pinned)),
    ...part('facts', facts),
    ...part('recalled', quote(content.recalled)),
  ];
}
