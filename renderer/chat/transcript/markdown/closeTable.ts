const DELIMITER_BEGUN = /^\s*\|?[\s:|-]*$/;

/**
 * Completes the first lines of a table that is still being written, so that it is a table from its first cell on and
 * not a line of bars that turns into one.
 */
export function closeTable(block: string): string {
  const [header = '', delimiter, ...rows] = block.split('\n');
  if (!header.trimStart().startsWith('|') || rows.length > 0) return block;
  if (delimiter !== undefined && !DELIMITER_BEGUN.test(delimiter)) return block;
  const closed = header.trimEnd().endsWith('|') && header.trim() !== '|' ? header : `${header} |`;
  const cells = closed.replaceAll('\\|', '').split('|').length - 2;
  return `${closed}\n|${'---|'.repeat(Math.max(1, cells))}`;
}
