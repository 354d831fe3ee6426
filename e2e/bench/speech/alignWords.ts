export interface WordErrors {
  readonly words: number;
  readonly substituted: number;
  readonly deleted: number;
  readonly inserted: number;
}

/**
 * Errors of `heard` against `spoken`: the fewest substitutions, deletions and insertions that lead from one to another
 * (Levenshtein 1966), each of cost 1; their sum over the words is the word error rate.
 */
export function alignWords(spoken: readonly string[], heard: readonly string[]): WordErrors {
  interface Cell {
    cost: number;
    substituted: number;
    deleted: number;
    inserted: number;
  }
  let above: Cell[] = heard.map((_, at) => ({ cost: at, substituted: 0, deleted: 0, inserted: at }));
  above.push({ cost: heard.length, substituted: 0, deleted: 0, inserted: heard.length });
  for (const [row, word] of spoken.entries()) {
    const cells: Cell[] = [{ cost: row + 1, substituted: 0, deleted: row + 1, inserted: 0 }];
    for (const [column, other] of heard.entries()) {
      const [diagonal, up, left] = [above[column]!, above[column + 1]!, cells[column]!];
      const changed = word === other ? 0 : 1;
      const least = Math.min(diagonal.cost + changed, up.cost + 1, left.cost + 1);
      if (diagonal.cost + changed === least)
        cells.push({ ...diagonal, cost: least, substituted: diagonal.substituted + changed });
      else if (up.cost + 1 === least) cells.push({ ...up, cost: least, deleted: up.deleted + 1 });
      else cells.push({ ...left, cost: least, inserted: left.inserted + 1 });
    }
    above = cells;
  }
  const { substituted, deleted, inserted } = above.at(-1)!;
  return { words: spoken.length, substituted, deleted, inserted };
}
