import { foldText } from './foldText.ts';
import { segmentText } from './segmentText.ts';

/** Words of a query that are looked for; a pasted page is not a query. */
const MAX_TERMS = 24;
/** What is one token to the full-text index: letters, digits, private use, and accents on top of them. */
const TOKEN = /[\p{L}\p{N}\p{Co}\u0300-\u036f]+/gu;

/** One word, or a phrase between quotation marks. All terms of a query must be found in the same turn. */
export interface SearchTerm {
  /** the tokens as they were typed; they follow each other in the text */
  readonly tokens: readonly string[];
  /** the same, folded for comparison in memory */
  readonly folded: readonly string[];
  /** the last token may go on: it is still being typed */
  readonly prefix: boolean;
}

/**
 * Reads what a person typed into the search box. There is no syntax to get wrong: "words in quotation marks" follow
 * each other, everything else is words. Signs and emoji are no words; a query of nothing else has no terms.
 */
export function searchTerms(query: string): SearchTerm[] {
  const typed = [...query.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([all, quoted]) => ({ text: quoted ?? all, quoted }));
  const stillTyping = /[^\s"]$/.test(query);
  return typed
    .map(({ text, quoted }, index) => {
      const tokens = segmentText(text).match(TOKEN) ?? [];
      const folded = tokens.map((token) => foldText(token).text);
      return { tokens, folded, prefix: stillTyping && quoted === undefined && index === typed.length - 1 };
    })
    .filter((term) => term.tokens.length > 0)
    .slice(0, MAX_TERMS);
}
