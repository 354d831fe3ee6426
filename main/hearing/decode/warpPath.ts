/** Steps into a cell: from above left, from above, from the left. */
const [DIAGONAL, DOWN, RIGHT] = [0, 1, 2];

/**
 * Dynamic time warping (Sakoe and Chiba 1978): the path of least summed cost from the first to the last cell of a matrix
 * [rows, columns], going right, down, or both. Result: for each row the column at which the path enters it.
 */
export function warpPath(costs: readonly Float64Array[]): number[] {
  const [rows, columns] = [costs.length, costs[0]?.length ?? 0];
  const steps = costs.map(() => new Uint8Array(columns));
  let above = new Float64Array(columns + 1).fill(Infinity);
  above[0] = 0;
  for (let row = 0; row < rows; row++) {
    const sums = new Float64Array(columns + 1).fill(Infinity);
    for (let column = 0; column < columns; column++) {
      const [diagonal, down, right] = [above[column]!, above[column + 1]!, sums[column]!];
      // Of equal ways the one from the left, as the reference.
      const step = diagonal < down && diagonal < right ? DIAGONAL : down < diagonal && down < right ? DOWN : RIGHT;
      steps[row]![column] = step;
      sums[column + 1] = costs[row]![column]! + [diagonal, down, right][step]!;
    }
    above = sums;
  }
  const entered = costs.map(() => 0);
  for (let [row, column] = [rows - 1, columns - 1]; row >= 0 && column >= 0;) {
    entered[row] = column;
    const step = row === 0 ? RIGHT : column === 0 ? DOWN : steps[row]![column]!;
    if (step !== RIGHT) row--;
    if (step !== DOWN) column--;
  }
  return entered;
}
