/** Ways of writing that are no errors of hearing. */
const SAME: Readonly<Record<string, string>> = { mr: 'mister', mrs: 'missus', dr: 'doctor', st: 'saint', ok: 'okay' };

/** The words of a text as they are compared: lower case, without marks, hyphens parting words. */
export function barestWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => SAME[word] ?? word);
}
