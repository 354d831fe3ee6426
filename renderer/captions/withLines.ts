import type { CaptionLine } from '../../app/captions/CaptionLine.ts';

/**
 * Lines with others added or put in place of those of the same id, by their index. Times of single words are left out:
 * nothing here shows them, and hours of them are megabytes.
 */
export function withLines(lines: readonly CaptionLine[], more: readonly CaptionLine[]): readonly CaptionLine[] {
  const lean = more.map((line) => ({ ...line, words: [] }));
  const [first] = lean;
  if (!first) return lines;
  const last = lines.at(-1);
  if (!last || last.index < first.index) return [...lines, ...lean];
  const byId = new Map(lines.map((line) => [line.id, line]));
  for (const line of lean) byId.set(line.id, line);
  return [...byId.values()].toSorted((a, b) => a.index - b.index);
}
