/** Whether two words are the same but for marks and capitals; marks alone are the same only as themselves. */
export function sameWord(one: string, other: string): boolean {
  const [bare, otherBare] = [bareWord(one), bareWord(other)];
  return bare === otherBare && (bare !== '' || one === other);
}

function bareWord(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
