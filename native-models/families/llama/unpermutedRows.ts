/**
 * Row of a GGUF q or k matrix for each row of the usual order. llama.cpp's converter interleaves the two halves of each
 * head, so that rope turns neighbours: file row `2 i + half` of a head is row `half * headDim / 2 + i`.
 */
export function unpermutedRows(heads: number, headDim: number): Int32Array {
  const half = headDim / 2;
  return Int32Array.from({ length: heads * headDim }, (_, row) => {
    const [head, within] = [Math.floor(row / headDim), row % headDim];
    return head * headDim + 2 * (within % half) + Math.floor(within / half);
  });
}
