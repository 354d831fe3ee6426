/**
 * Which letters of a text come back from the place of another one that is most like it: the alignment with the fewest
 * letters changed, left out or put in, whose beginning and end are free in `source` (Sellers 1980). Takes time and memory
 * of the product of both lengths.
 */
export function lettersShared(text: string, source: string): boolean[] {
  const width = source.length + 1;
  const costs = new Uint16Array((text.length + 1) * width);
  const costAt = (row: number, column: number): number => costs[row * width + column] ?? 0;
  for (let row = 1; row <= text.length; row++) {
    costs[row * width] = row;
    for (let column = 1; column < width; column++) {
      const change = text[row - 1] === source[column - 1] ? 0 : 1;
      costs[row * width + column] = Math.min(costAt(row - 1, column - 1) + change, costAt(row - 1, column) + 1, costAt(row, column - 1) + 1);
    }
  }
  let column = 0;
  for (let other = 1; other < width; other++) if (costAt(text.length, other) < costAt(text.length, column)) column = other;
  const shared = Array.from({ length: text.length }, () => false);
  for (let row = text.length; row > 0;) {
    const cost = costAt(row, column);
    const isSame = column > 0 && text[row - 1] === source[column - 1];
    if (column > 0 && cost === costAt(row - 1, column - 1) + (isSame ? 0 : 1)) {
      shared[--row] = isSame;
      column--;
    } else if (cost === costAt(row - 1, column) + 1) row--;
    else column--;
  }
  return shared;
}
