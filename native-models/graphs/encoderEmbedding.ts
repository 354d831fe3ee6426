import { dequantise } from '../formats/dequantise.ts';
import { readTensorBytes } from '../formats/readTensorBytes.ts';
import type { WeightTensor } from '../formats/WeightTensor.ts';
import type { DecoderContext, Precision } from './DecoderContext.ts';
import type { EncoderModel } from './EncoderModel.ts';
import { readFloatRows } from './readRows.ts';

/** Rows that are read and rounded at a time. */
const PIECE_ROWS = 4_096;

/**
 * What enters an encoder for `ids` [B, S]: the rows of words, positions and the first type, summed; [B, S, hidden].
 * With precision `fast` a word's row is int8 with one scale: a quarter of the memory.
 */
export async function encoderEmbedding(
  context: DecoderContext,
  model: EncoderModel,
  precision: Precision,
): Promise<string> {
  const { graph } = context;
  const { hiddenSize, positions } = model.sizes;
  const table = await readFloatRows({ tensor: model.positions });
  const type = dequantise(model.types.type, await readTensorBytes(model.types, 0, 1));
  const rows = table.map((value, at) => value + type[at % hiddenSize]!);
  const places = await context.constant('positions', [positions, hiddenSize], [rows]);
  const length = graph.op('Shape', ['ids'], { start: 1, end: 2 });
  const used = graph.op('Slice', [places, graph.integers(0), length, graph.integers(0)]);
  return graph.op('Add', [await words(context, model, precision), used]);
}

async function words(
  context: DecoderContext,
  { words: tensor, sizes }: EncoderModel,
  precision: Precision,
): Promise<string> {
  const { graph } = context;
  const shape = [sizes.vocabSize, sizes.hiddenSize];
  if (precision === 'exact') {
    return graph.op('Gather', [await context.constant('words', shape, floatPieces(tensor)), 'ids']);
  }
  const scales = new Float32Array(sizes.vocabSize);
  const levels = await context.constant('words.levels', shape, roundedPieces(tensor, sizes.hiddenSize, scales), 'int8');
  const scale = await context.constant('words.scales', [sizes.vocabSize, 1], [scales]);
  const rows = graph.op('Cast', [graph.op('Gather', [levels, 'ids'])], { to: 1 });
  return graph.op('Mul', [rows, graph.op('Gather', [scale, 'ids'])]);
}

async function* floatPieces(tensor: WeightTensor): AsyncGenerator<Float32Array> {
  const rows = tensor.shape[0]!;
  for (let row = 0; row < rows; row += PIECE_ROWS) {
    yield dequantise(tensor.type, await readTensorBytes(tensor, row, Math.min(PIECE_ROWS, rows - row)));
  }
}

/** Rows as levels of -127 to 127; their scales are filled in on the way. */
async function* roundedPieces(tensor: WeightTensor, width: number, scales: Float32Array): AsyncGenerator<Int8Array> {
  let row = 0;
  for await (const piece of floatPieces(tensor)) {
    const levels = new Int8Array(piece.length);
    for (let start = 0; start < piece.length; start += width, row++) {
      let largest = 0;
      for (let at = start; at < start + width; at++) largest = Math.max(largest, Math.abs(piece[at]!));
      const scale = largest / 127 || 1;
      scales[row] = scale;
      for (let at = start; at < start + width; at++) levels[at] = Math.round(piece[at]! / scale);
    }
    yield levels;
  }
}
