import { GraphBuilder } from '../graphs/GraphBuilder.ts';

/** Mean square above which somebody speaks: a hundredth of full scale. */
const LOUD = 1e-4;

/** A voice activity model of the outside of Silero's, version 5: whoever is loud speaks. */
export function tinyActivity(): Uint8Array {
  const graph = new GraphBuilder('activity');
  graph.input('input', 'float32', [1, 'samples']);
  graph.input('state', 'float32', [2, 1, 128]);
  graph.input('sr', 'int64', []);
  const square = graph.op('ReduceMean', [graph.op('Mul', ['input', 'input']), graph.integers(1)]);
  const loud = graph.op('Cast', [graph.op('Greater', [square, graph.floats([1], [LOUD])])], { to: 1 });
  // What nothing reads would be left out of the graph.
  const rate = graph.op('Mul', [graph.op('Cast', ['sr'], { to: 1 }), graph.floats([1], [0])]);
  graph.named('', 'Add', [graph.op('Mul', [loud, graph.floats([1], [0.95])]), rate], {}, ['output']);
  graph.output('output', 'float32', [1, 1]);
  graph.named('', 'Identity', ['state'], {}, ['stateN']);
  graph.output('stateN', 'float32', [2, 1, 128]);
  return graph.encode();
}
