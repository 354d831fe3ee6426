import type { AddedToken } from './TokenizerDescription.ts';

/**
 * Cuts added tokens out of text: gives their ids and the text between them, in order. At each place the longest token
 * wins. White space that a token takes with it (`lstrip`, `rstrip`) is dropped from its neighbours.
 */
export function createTokenCutter(tokens: readonly AddedToken[]): (text: string) => (number | string)[] {
  const byFirstUnit = new Map<number, AddedToken[]>();
  for (const token of tokens.toSorted((a, b) => b.content.length - a.content.length)) {
    const unit = token.content.charCodeAt(0);
    byFirstUnit.set(unit, [...(byFirstUnit.get(unit) ?? []), token]);
  }
  return (text) => {
    const parts: (number | string)[] = [];
    let start = 0;
    let trimNext = false;
    const pushText = (end: number, trimEnd: boolean): void => {
      let piece = text.slice(start, end);
      if (trimNext) piece = piece.trimStart();
      if (trimEnd) piece = piece.trimEnd();
      if (piece !== '') parts.push(piece);
    };
    for (let at = 0; byFirstUnit.size > 0 && at < text.length;) {
      const token = byFirstUnit.get(text.charCodeAt(at))?.find(({ content }) => text.startsWith(content, at));
      if (!token) {
        at++;
        continue;
      }
      pushText(at, token.lstrip);
      parts.push(token.id);
      trimNext = token.rstrip;
      at += token.content.length;
      start = at;
    }
    pushText(text.length, false);
    return parts;
  };
}
