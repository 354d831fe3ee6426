/** A text in parts of at least `size` characters, but for the last, each of which begins where a paragraph does. */
export function cutAtParagraphs(text: string, size: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const gap = text.indexOf('\n\n', at + size);
    const end = gap < 0 ? text.length : gap + 2;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}
