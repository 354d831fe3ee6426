const CODE = /(^ {0,3}(?:`{3,}|~{3,})[\s\S]*?(?:^ {0,3}(?:`{3,}|~{3,})\s*$|$(?![\s\S]))|`+[^`\n]*`+)/gm;
const DISPLAY_BRACKETS = /\\\[([\s\S]+?)\\\]/g;
const INLINE_BRACKETS = /\\\(([\s\S]+?)\\\)/g;
const DISPLAY_LINE = /^[ \t]*\$\$([^$\n]+)\$\$[ \t]*$/gm;
/**
 * One dollar: as Pandoc reads it, so that prices stay prices. No space inside the dollars, no digit behind the second,
 * no second dollar beside either.
 */
const INLINE_DOLLARS = /(?<![\\$\w])\$(?![\s$])([^$\n]*?[^\s$\\])\$(?![\d$])/g;

/** True when a text may hold a formula. */
export function mayHoldMaths(text: string): boolean {
  return text.includes('$') || text.includes('\\(') || text.includes('\\[');
}

/**
 * Writes every way in which models write formulas in the one way that the parser is told to read: `$$` on lines of its
 * own for displayed ones, `$$…$$` within a line for the others. Code is left alone.
 */
export function normaliseMaths(text: string): string {
  return text
    .split(CODE)
    .map((part, index) => (index % 2 === 1 ? part : normalisePart(part)))
    .join('');
}

function normalisePart(text: string): string {
  return text
    .replace(DISPLAY_BRACKETS, (_, formula: string) => `\n$$\n${formula.trim()}\n$$\n`)
    .replace(DISPLAY_LINE, (_, formula: string) => `$$\n${formula.trim()}\n$$`)
    .replace(INLINE_BRACKETS, (_, formula: string) => `$$${formula.trim()}$$`)
    .replace(INLINE_DOLLARS, (_, formula: string) => `$$${formula}$$`);
}
