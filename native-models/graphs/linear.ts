import { tensorRows } from '../formats/tensorRows.ts';
import { BLOCK, blockFormats } from './blockFormats.ts';
import type { DecoderContext } from './DecoderContext.ts';
import type { LinearWeights } from './DecoderModel.ts';
import { isFloat, packRows } from './packRows.ts';
import { readFloatRows } from './readRows.ts';

/** A linear layer as part of a fused product; its result is multiplied by `factor` (1 when absent). */
export interface LinearPart extends LinearWeights {
  readonly factor?: number;
}

/**
 * `input` [S, in] times the parts' matrices, their results side by side: [S, sum of out].
 *
 * With precision `fast` the product is `MatMulNBits` with int8 activations (`accuracy_level` 4): 4-bit levels where
 * every part has 4, else 8. Where blocks have an offset, the sums of the input over each block times the offsets are
 * added, which makes the product exact to the format; a rounded zero point instead breaks the model, and a float one
 * leaves the fast kernel. Widths that are no whole number of blocks, and precision `exact`, stay float32.
 */
export async function linear(context: DecoderContext, name: string, input: string, parts: readonly LinearPart[]): Promise<string> {
  const { graph } = context;
  const inSize = tensorRows(parts[0]!.weight.tensor).rowElements;
  const outSize = parts.reduce((sum, part) => sum + tensorRows(part.weight.tensor).rows, 0);
  const bias = await biasOf(context, name, parts, outSize);

  if (context.precision === 'exact' || inSize % BLOCK !== 0) {
    const weight = await context.constant(`${name}.weight`, [outSize, inSize], floatRows(parts));
    return graph.op('Gemm', [input, weight, ...(bias ? [bias] : [])], { transB: 1 });
  }

  const bits = parts.every(({ weight: { tensor } }) => !isFloat(tensor.type) && blockFormats[tensor.type].bits === 4) ? 4 : 8;
  const blocks = inSize / BLOCK;
  const packed = packRows(parts, bits);
  const levels = await context.constant(`${name}.levels`, [outSize, blocks, (BLOCK * bits) / 8], packed.levels, 'uint8');
  const scales = await context.constant(`${name}.scales`, [outSize, blocks], [packed.scales]);
  const product = graph.microsoft('MatMulNBits', [input, levels, scales, ...(bias ? ['', '', bias] : [])], {
    K: inSize,
    N: outSize,
    bits,
    block_size: BLOCK,
    accuracy_level: 4,
  });
  if (!packed.offsets) return product;
  const offsets = await context.constant(`${name}.offsets`, [blocks, outSize], [packed.offsets]);
  return graph.op('Gemm', [context.blockSums(input, blocks), offsets, product]);
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
