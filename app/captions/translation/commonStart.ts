/** The words that two texts begin with alike, as they stand in the second: what did not change will hardly change. */
export function commonStart(before: string, now: string): string {
  const old = wordsOf(before);
  const words = wordsOf(now);
  const same = words.findIndex((word, i) => word.trim() !== old[i]?.trim());
  return words.slice(0, same < 0 ? words.length : same).join('');
}

function wordsOf(text: string): string[] {
  return text.match(/\s*\S+/gu) ?? [];
}
