import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GraphBuilder } from '../../../native-models/graphs/GraphBuilder.ts';

/**
 * Writes a model that looks like smart-turn and can be computed by hand: the mean of each mel bin, weighed from -1 (the
 * lowest) to 1, then a sigmoid. Without `sigmoid` it gives numbers that are no probabilities.
 */
export async function writeTinyTurn(folder: string, { bins = 80, frames = 800, sigmoid = true } = {}): Promise<void> {
  const graph = new GraphBuilder('turn');
  const means = graph.op('ReduceMean', [graph.input('input_features', 'float32', ['batch', bins, frames]), graph.integers(2)], { keepdims: 0 });
  const weights = graph.floats([bins, 1], Array.from({ length: bins }, (_, bin) => (2 * bin) / (bins - 1) - 1));
  graph.named('', sigmoid ? 'Sigmoid' : 'Exp', [graph.op('MatMul', [means, weights])], {}, ['logits']);
  graph.output('logits', 'float32', ['batch', 1]);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'smart-turn-tiny.onnx'), graph.encode());
}
