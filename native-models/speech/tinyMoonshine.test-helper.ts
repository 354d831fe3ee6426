import { GraphBuilder } from '../graphs/GraphBuilder.ts';
import { TINY_SYMBOLS, toneOf } from './streaming/tinyStreaming.test-helper.ts';

const FLOAT = 1;
/** Samples from one row of what is heard to the next, as in the real ones, and those that a row looks at. */
const [STEP, WINDOW] = [384, 640];
/** Rows from one tone to the next (480 ms), and from the start of a tone to where it is looked at. */
const [SLOT, MIDDLE] = [20, 4];
const STATES = 4;
const SPECIAL = ['<unk>', '<s>', '</s>'];
const SYMBOLS = [...SPECIAL, ...TINY_SYMBOLS.map((symbol) => symbol.toLowerCase())];
/** Far below what a tone gives, and far above silence. */
const THRESHOLD = 100;

/** Moonshine, from outside: it hears the tones of the tiny recognisers (Slaney's scale), one after the other. */
export function tinyMoonshine(): Record<string, Uint8Array | string> {
  return {
    'preprocess.onnx': preprocess(),
    'encode.int8.onnx': encode(),
    'uncached_decode.int8.onnx': decode(false),
    'cached_decode.int8.onnx': decode(true),
    'tokens.txt': SYMBOLS.map((symbol, id) => `${symbol}\t${id}\n`).join(''),
  };
}

/** How loud each tone is in each row: [1, rows, 5]. */
function preprocess(): Uint8Array {
  const graph = new GraphBuilder('preprocess');
  graph.input('args_0', 'float32', ['N', 'samples']);
  const kernels = TINY_SYMBOLS.flatMap((_, symbol) =>
    [Math.cos, Math.sin].flatMap((wave) => Array.from({ length: WINDOW }, (__, at) => wave((2 * Math.PI * toneOf(symbol, 'slaney') * at) / 16_000))),
  );
  const sound = graph.op('Unsqueeze', ['args_0', graph.integers(1)]);
  // A list of so many numbers would be a long name.
  const table = graph.initializer({ name: 'waves', type: 'float32', shape: [kernels.length / WINDOW, 1, WINDOW], data: new Uint8Array(Float32Array.from(kernels).buffer) });
  const waves = graph.op('Conv', [sound, table], { kernel_shape: [WINDOW], strides: [STEP] });
  const pairs = graph.reshape(graph.op('Mul', [waves, waves]), 1, TINY_SYMBOLS.length, 2, -1);
  const loudness = graph.op('ReduceSum', [pairs, graph.integers(2)], { keepdims: 0 });
  graph.named('', 'Transpose', [loudness], { perm: [0, 2, 1] }, ['sequential']);
  graph.output('sequential', 'float32', ['N', 'rows', TINY_SYMBOLS.length]);
  return graph.encode();
}

/** What does not change anything: a number taken times nothing. */
const nothing = (graph: GraphBuilder, name: string): string => graph.op('Mul', [graph.op('Cast', [name], { to: FLOAT }), graph.floats([1], [0])]);

function encode(): Uint8Array {
  const graph = new GraphBuilder('encode');
  graph.input('args_0', 'float32', ['N', 'rows', TINY_SYMBOLS.length]);
  graph.input('args_1', 'int32', ['N']);
  graph.named('', 'Add', ['args_0', nothing(graph, 'args_1')], {}, ['layer_normalization']);
  graph.output('layer_normalization', 'float32', ['N', 'rows', TINY_SYMBOLS.length]);
  return graph.encode();
}

/** The token behind `seq_len` ones is that of the tone with that number. */
function decode(isCached: boolean): Uint8Array {
  const graph = new GraphBuilder('decode');
  graph.input('args_0', 'int32', ['N', 'S']);
  graph.input('args_1', 'float32', ['N', 'rows', TINY_SYMBOLS.length]);
  graph.input('args_2', 'int32', ['N']);
  const said = graph.op('Sub', [graph.op('Cast', ['args_2'], { to: 7 }), graph.integers(1)]);
  const place = graph.op('Add', [graph.op('Mul', [said, graph.integers(SLOT)]), graph.integers(MIDDLE)]);
  const heard = graph.op('Add', [graph.op('Gather', ['args_1', place], { axis: 1 }), nothing(graph, 'args_0')]);
  const weights = Array.from({ length: TINY_SYMBOLS.length * SYMBOLS.length }, (_, at) => (Math.floor(at / SYMBOLS.length) + SPECIAL.length === at % SYMBOLS.length ? 1 : 0));
  const bias = SYMBOLS.map((symbol) => (symbol === '</s>' ? THRESHOLD : 0));
  const logits = graph.op('MatMul', [heard, graph.floats([TINY_SYMBOLS.length, SYMBOLS.length], weights)]);
  graph.named('', 'Add', [logits, graph.floats([SYMBOLS.length], bias)], {}, ['reversible_embedding']);
  graph.output('reversible_embedding', 'float32', ['N', 'S', SYMBOLS.length]);
  for (let state = 0; state < STATES; state++) {
    const name = isCached ? graph.input(`args_${3 + state}`, 'float32', ['N', 'a', 'b', 'c']) : graph.floats([1, 1, 1, 1], [0]);
    graph.named('', 'Identity', [name], {}, [`state_${state}`]);
    graph.output(`state_${state}`, 'float32', ['N', 'a', 'b', 'c']);
  }
  return graph.encode();
}
