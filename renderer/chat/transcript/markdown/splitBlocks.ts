const FENCE = /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)])\s+)*\s*(`{3,}|~{3,})/;
const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const INDENTED = /^(?: {2,}|\t)/;
const REFERENCES = /^ {0,3}\[[^\]\n]+\]:/m;

/**
 * Cuts Markdown into top-level blocks that can be parsed one by one, so that a growing answer has all its blocks but the
 * last parsed only once. Blocks are cut at blank lines only, never inside a code fence, a displayed formula or a list.
 * Text with link references or footnotes stays whole, for they reach across blocks.
 */
export function splitBlocks(text: string): string[] {
  if (text.includes(']:') && REFERENCES.test(text)) return [text];
  const blocks: string[] = [];
  let lines: string[] = [];
  let blank = false;
  let inList = false;
  /** what must come to end the open fence or formula */
  let end: ((line: string) => boolean) | null = null;

  const cut = (): void => {
    const block = lines.join('\n').trimEnd();
    if (block.trim() !== '') blocks.push(block);
    lines = [];
    inList = false;
  };
  for (const line of text.split('\n')) {
    if (end) {
      lines.push(line);
      if (end(line)) end = null;
      continue;
    }
    if (line.trim() === '') {
      blank = true;
      lines.push(line);
      continue;
    }
    if (blank && !(inList && (INDENTED.test(line) || LIST_ITEM.test(line)))) cut();
    blank = false;
    if (LIST_ITEM.test(line)) inList = true;
    lines.push(line);
    end = openedBy(line);
  }
  cut();
  return blocks;
}

/** The test for the line that ends what this line opens; null when it opens nothing. */
function openedBy(line: string): ((line: string) => boolean) | null {
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) {
    const char = fence.charAt(0);
    // A fence of backticks cannot have a backtick behind it: that is code within a line.
    if (char === '`' && line.slice(line.indexOf(fence) + fence.length).includes('`')) return null;
    return (next) => {
      const trimmed = next.trim();
      return trimmed.length >= fence.length && trimmed === char.repeat(trimmed.length);
    };
  }
  const start = line.trimStart();
  if (start.startsWith('$$') && !start.slice(2).includes('$$')) return (next) => next.includes('$$');
  if (start.startsWith('\\[') && !start.includes('\\]')) return (next) => next.includes('\\]');
  return null;
}
