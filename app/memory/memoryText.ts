import type { MemoryLayoutName } from './memoryLayouts.ts';
import { type MemoryContent, memoryLines } from './memoryLines.ts';

/** The text of the memory block, as it stands before the model; empty when there is nothing to remember. */
export function memoryText(content: MemoryContent, layout?: MemoryLayoutName): string {
  return memoryLines(content, layout)
    .map(({ text }) => text)
    .join('');
}
