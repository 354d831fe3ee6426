import { tensorRows } from '../formats/tensorRows.ts';
import { BLOCK, blockFormats } from './blockFormats.ts';
import type { DecoderContext } from './DecoderContext.ts';
import type { LinearWeights } from './DecoderModel.ts';
import { linearBytes } from './linearBytes.ts';
import { isFloat, packRows } from './packRows.ts';
import { readFloatRows } from './readRows.ts';

/** A linear layer as part of a fused product; its result is multiplied by `factor` (1 when absent). */
export interface LinearPart extends LinearWeights {
  readonly factor?: number;
}

/**
 * `input` [1, S, in] times the parts' matrices, their results side by side: [1, S, sum of out]. `rowsOf` names a tensor
 * that has as many rows, where they are not the new tokens.
 *
 * In a `fast` graph the product is `MatMulNBits` with int8 activations (`accuracy_level` 4): 4-bit levels where
 * every part has 4, else 8. An offset of a block becomes a zero point, and what its rounding leaves (which would break
 * the model) a further column of the matrix, to meet the sum of the input over the block: one product does all. (A float
 * zero point leaves the fast kernel; a product of its own for the offsets costs more.)
 * A `bulk` graph multiplies by `linearBytes` instead. Widths that are no whole number of blocks, and precision `exact`,
 * stay float32.
 */
export async function linear(
  context: DecoderContext,
  name: string,
  input: string,
  parts: readonly LinearPart[],
  rowsOf = 'inputs_embeds',
): Promise<string> {
  const { graph } = context;
  const inSize = tensorRows(parts[0]!.weight.tensor).rowElements;
  const outSize = parts.reduce((sum, part) => sum + tensorRows(part.weight.tensor).rows, 0);
  const bias = await biasOf(context, name, parts, outSize);

  if (context.kind === 'exact' || inSize % BLOCK !== 0) {
    const weight = await context.constant(`${name}.weight`, [outSize, inSize], floatRows(parts));
    const product = graph.microsoft('FusedMatMul', [input, weight], { transB: 1 });
    return bias ? graph.op('Add', [product, bias]) : product;
  }

  if (context.kind === 'bulk') {
    const product = await linearBytes(context, name, input, parts);
    return bias ? graph.op('Add', [product, bias]) : product;
  }

  const bits = parts.every(({ weight: { tensor } }) => !isFloat(tensor.type) && blockFormats[tensor.type].bits === 4) ? 4 : 8;
  const packed = packRows(parts, bits);
  const blocks = packed.width / BLOCK;
  const levels = await context.constant(`${name}.levels`, [outSize, blocks, (BLOCK * bits) / 8], packed.levels, 'uint8');
  const scales = await context.constant(`${name}.scales`, [outSize, blocks], [packed.scales]);
  const { zeroPoints } = packed;
  const zeros = zeroPoints
    ? await context.constant(`${name}.zeros`, [outSize, zeroPoints.length / outSize], [zeroPoints], 'uint8')
    : '';
  const inputs = [zeros ? withBlockSums(context, input, rowsOf, inSize, packed.width) : input, levels, scales, zeros, '', bias ?? ''];
  while (inputs.at(-1) === '') inputs.pop();
  return graph.microsoft('MatMulNBits', inputs, { K: packed.width, N: outSize, bits, block_size: BLOCK, accuracy_level: 4 });
}

/** `input` [1, S, inSize], behind it the sum of each of its blocks, and zeros up to `width`. */
function withBlockSums(context: DecoderContext, input: string, rowsOf: string, inSize: number, width: number): string {
  const { graph } = context;
  const blocks = inSize / BLOCK;
  const sums = graph.op('ReduceSum', [graph.reshape(input, 1, 0, blocks, BLOCK), graph.integers(3)], { keepdims: 0 });
  const padding = width - inSize - blocks;
  return graph.op('Concat', padding === 0 ? [input, sums] : [input, sums, context.zeros(rowsOf, padding)], { axis: 2 });
}

async function* floatRows(parts: readonly LinearPart[]): AsyncIterable<Float32Array> {
  for (const { weight, factor = 1 } of parts) {
    const rows = await readFloatRows(weight);
    yield factor === 1 ? rows : rows.map((value) => value * factor);
  }
}

async function biasOf(context: DecoderContext, name: string, parts: readonly LinearPart[], outSize: number): Promise<string | undefined> {
  if (parts.every((part) => !part.bias)) return undefined;
  const bias = new Float32Array(outSize);
  let at = 0;
  for (const { weight, bias: own, factor = 1 } of parts) {
    if (own) bias.set((await readFloatRows(own)).map((value) => value * factor), at);
    at += tensorRows(weight.tensor).rows;
  }
  return context.constant(`${name}.bias`, [outSize], [bias]);
}
