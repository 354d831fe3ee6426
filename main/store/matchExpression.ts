import type { SearchTerm } from '../../app/conversation/searchTerms.ts';

/**
 * The terms in FTS5's query language. Every term is a quoted string, so nothing a person types is an operator; the
 * tokens have no quotation marks in them.
 */
export function matchExpression(terms: readonly SearchTerm[]): string {
  return terms.map(({ tokens, prefix }) => `"${tokens.join(' ')}"${prefix ? ' *' : ''}`).join(' AND ');
}
