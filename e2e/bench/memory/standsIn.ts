/** True when a value stands in a text as words of its own, in any case. */
export function standsIn(text: string, value: string): boolean {
  const [where, what] = [text.toLowerCase(), value.toLowerCase()];
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test((where[at - 1] ?? ' ') + (where[at + what.length] ?? ' '))) return true;
  }
  return false;
}
