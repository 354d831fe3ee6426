import { quoted } from './quoted.ts';
import { refusedFile } from './refusedFile.ts';

/** Deep nesting costs a parser far more memory than text; no file of a model nests deeper than about ten. */
const MAX_DEPTH = 64;

/**
 * `JSON.parse` for text from a file that nobody vouches for: nesting is bounded before anything is built, and a
 * top-level key may stand only once (which of two tensors of one name was meant?) and may not be `__proto__`.
 * `what` names the text in errors ("its header", "it"). Errors: `bad-file`.
 */
export function parseUntrustedJson(text: string, file: string, what: string): unknown {
  checkStructure(text, file, what);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refusedFile('bad-file', file, `${what} is not valid JSON`);
  }
}

function checkStructure(text: string, file: string, what: string): void {
  const keys = new Set<string>();
  let depth = 0;
  let lastString = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const end = endOfString(text, at);
      if (end === -1) throw refusedFile('bad-file', file, `${what} ends in the middle of a text`);
      if (depth === 1) lastString = text.slice(at, end);
      at = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) throw refusedFile('bad-file', file, `${what} nests deeper than ${MAX_DEPTH} levels`);
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    } else if (code === 0x3a && depth === 1) {
      const key = decodeKey(lastString);
      if (key === '__proto__') throw refusedFile('bad-file', file, `${what} uses the name "__proto__"`);
      if (keys.has(key)) throw refusedFile('bad-file', file, `${what} has the name ${quoted(key)} twice`);
      keys.add(key);
    }
  }
}

/** Index behind the string literal that starts at `start`, -1 when it never ends. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return -1;
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

function decodeKey(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
