/** Letters that two words must begin with in common, and their share of the longer one. */
const COMMON = 4;
const SHARE = 2 / 3;

/** Whether recognition may have written one word for the other: they are the same, or differ in their ending alone. */
export function soundsAlike(one: string, other: string): boolean {
  if (one === other) return true;
  let common = 0;
  while (common < one.length && one[common] === other[common]) common++;
  return common >= COMMON && common >= SHARE * Math.max(one.length, other.length);
}
