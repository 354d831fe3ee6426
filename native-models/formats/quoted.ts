/** A name from an untrusted file as it may stand in a sentence: quoted, without control characters, at most 80 long. */
export function quoted(name: string): string {
  const clean = name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ');
  return `"${clean.length > 80 ? `${clean.slice(0, 77)}...` : clean}"`;
}
