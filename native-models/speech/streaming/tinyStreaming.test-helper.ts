import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { protobuf } from '../../formats/onnx/protobuf.ts';
import { GraphBuilder } from '../../graphs/GraphBuilder.ts';

/** What tiny recognisers can write. Symbol i + 1 is heard in a tone in the middle of mel bin `binOf(i)`. */
export const TINY_SYMBOLS = ['▁WE', '▁SA', 'IL', '▁AT', '▁NOON'] as const;
const MEL_BINS = 80;
const binOf = (symbol: number): number => 30 + 9 * symbol;
/** So far above what another symbol's place is given that it is never said twice in a row. */
const SAID = 1_000;

/** Bytes that say `metadata_props` behind a finished file. */
export const metadataBytes = (entries: Readonly<Record<string, string | number>>): Uint8Array =>
  Buffer.concat(Object.entries(entries).map(([key, value]) => protobuf.message(14, [protobuf.text(1, key), protobuf.text(2, `${value}`)])));

/** Hz in the middle of a mel bin: of Kaldi's scale (20 to 7,600 Hz), or of Slaney's (0 to 8,000 Hz), as NeMo's models have. */
export function toneOf(symbol: number, scale: 'kaldi' | 'slaney'): number {
  const place = (binOf(symbol) + 1) / (MEL_BINS + 1);
  if (scale === 'kaldi') {
    const mel = (hertz: number): number => 1_127 * Math.log(1 + hertz / 700);
    return 700 * (Math.exp((mel(20) + place * (mel(7_600) - mel(20))) / 1_127) - 1);
  }
  const step = Math.log(6.4) / 27;
  const mel = place * (15 + Math.log(8) / step);
  return mel < 15 ? (mel * 200) / 3 : 1_000 * Math.exp(step * (mel - 15));
}

/** A tone for each symbol of a text, `ms` long, with as much silence behind it; int16, 16 kHz. Symbol -1 is silence. */
export function tonesOf(symbols: readonly number[], scale: 'kaldi' | 'slaney', ms = 240): Int16Array {
  const each = 16 * ms;
  const sound = new Int16Array(2 * each * symbols.length);
  for (const [index, symbol] of symbols.entries()) {
    if (symbol < 0) continue;
    for (let at = 0; at < each; at++) {
      const fade = Math.min(1, at / 480, (each - at) / 480);
      sound[2 * each * index + at] = Math.round(16_000 * fade * Math.sin((2 * Math.PI * toneOf(symbol, scale) * at) / 16_000));
    }
  }
  return sound;
}

/** [80, symbols]: what symbol is heard in what bin. `blank`: the place of the one for nothing. */
export function hearing(graph: GraphBuilder, blank: number, threshold: number): { weights: string; bias: string } {
  const size = TINY_SYMBOLS.length + 1;
  const weights = Array.from({ length: MEL_BINS * size }, () => 0);
  TINY_SYMBOLS.forEach((_, symbol) => (weights[binOf(symbol) * size + placeOf(symbol, blank)] = 1));
  const bias = Array.from({ length: size }, (_, at) => (at === blank ? threshold : 0));
  return { weights: graph.floats([MEL_BINS, size], weights), bias: graph.floats([size], bias) };
}
/** [80, voices]: each voice's number is what is in the bin of one tone. */
export const voiceBins = (voices: number): number[] => Array.from({ length: MEL_BINS * voices }, (_, at) => (Math.floor(at / voices) === binOf(at % voices) ? 1 : 0));
const placeOf = (symbol: number, blank: number): number => (blank === 0 ? symbol + 1 : symbol);

/** Row i takes away from symbol i, when it was said last. */
function said(graph: GraphBuilder, blank: number): string {
  const size = TINY_SYMBOLS.length + 1;
  const table = Array.from({ length: size * size }, () => 0);
  TINY_SYMBOLS.forEach((_, symbol) => (table[placeOf(symbol, blank) * (size + 1)] = SAID));
  return graph.floats([size, size], table);
}

export const tinyTokens = (blank: number): string => {
  const symbols = blank === 0 ? ['<blk>', ...TINY_SYMBOLS] : [...TINY_SYMBOLS, '<blk>'];
  return symbols.map((symbol, id) => `${symbol} ${id}\n`).join('');
};

export const TINY_ZIPFORMER = {
  model_type: 'zipformer2', T: 45, decode_chunk_len: 32, num_encoder_layers: '1,1', encoder_dims: '8,12', query_head_dims: '4,4',
  value_head_dims: '2,2', num_heads: '2,1', cnn_module_kernels: '3,5', left_context_len: '4,2',
} as const;

/** The states of `TINY_ZIPFORMER`, handed on as they are. */
function zipformerStates(graph: GraphBuilder): void {
  const pass = (name: string, type: 'float32' | 'int64', ...shape: (number | string)[]): void => {
    graph.input(name, type, shape);
    graph.named('', 'Identity', [name], {}, [`new_${name}`]);
    graph.output(`new_${name}`, type, shape);
  };
  for (const [layer, [left, dim, key, value, kernel]] of [[4, 8, 8, 4, 1], [2, 12, 4, 2, 2]].entries() as Iterable<[number, [number, number, number, number, number]]>) {
    pass(`cached_key_${layer}`, 'float32', left, 'N', key);
    pass(`cached_nonlin_attn_${layer}`, 'float32', 1, 'N', left, (3 * dim) / 4);
    pass(`cached_val1_${layer}`, 'float32', left, 'N', value);
    pass(`cached_val2_${layer}`, 'float32', left, 'N', value);
    pass(`cached_conv1_${layer}`, 'float32', 'N', dim, kernel);
    pass(`cached_conv2_${layer}`, 'float32', 'N', dim, kernel);
  }
  pass('embed_states', 'float32', 'N', 128, 3, 19);
  pass('processed_lens', 'int64', 'N');
}

const everyFourth = (graph: GraphBuilder): string => graph.op('Gather', ['x', graph.integers(2, 6, 10, 14, 18, 22, 26, 30)], { axis: 1 });

function zipformerEncoder(): Uint8Array {
  const graph = new GraphBuilder('encoder');
  graph.input('x', 'float32', ['N', 45, MEL_BINS]);
  graph.output('encoder_out', 'float32', ['N', 8, MEL_BINS]);
  graph.named('', 'Identity', [everyFourth(graph)], {}, ['encoder_out']);
  zipformerStates(graph);
  return graph.encode();
}

export function tinyDecoder(): Uint8Array {
  const graph = new GraphBuilder('decoder');
  graph.input('y', 'int64', ['N', 2]);
  const last = graph.op('Gather', ['y', graph.integers(1)], { axis: 1 });
  const rows = graph.op('Gather', [said(graph, 0), last], { axis: 0 });
  graph.named('', 'Squeeze', [rows, graph.integers(1)], {}, ['decoder_out']);
  graph.output('decoder_out', 'float32', ['N', TINY_SYMBOLS.length + 1]);
  return graph.encode();
}

export function tinyJoiner(): Uint8Array {
  const graph = new GraphBuilder('joiner');
  graph.input('encoder_out', 'float32', ['N', MEL_BINS]);
  graph.input('decoder_out', 'float32', ['N', TINY_SYMBOLS.length + 1]);
  const { weights, bias } = hearing(graph, 0, 3);
  const heard = graph.op('Add', [graph.op('MatMul', ['encoder_out', weights]), bias]);
  graph.named('', 'Sub', [heard, 'decoder_out'], {}, ['logit']);
  graph.output('logit', 'float32', ['N', TINY_SYMBOLS.length + 1]);
  return graph.encode();
}

function zipformerCtc(): Uint8Array {
  const graph = new GraphBuilder('ctc');
  graph.input('x', 'float32', ['N', 45, MEL_BINS]);
  const { weights, bias } = hearing(graph, 0, 3);
  graph.named('', 'Add', [graph.op('MatMul', [everyFourth(graph), weights]), bias], {}, ['log_probs']);
  graph.output('log_probs', 'float32', ['N', 8, TINY_SYMBOLS.length + 1]);
  zipformerStates(graph);
  return graph.encode();
}

export const TINY_NEMO = {
  vocab_size: TINY_SYMBOLS.length, window_size: 41, chunk_shift: 32, subsampling_factor: 8, normalize_type: 'NA', pred_rnn_layers: 1, pred_hidden: 6,
  cache_last_channel_dim1: 2, cache_last_channel_dim2: 5, cache_last_channel_dim3: 4, cache_last_time_dim1: 2, cache_last_time_dim2: 4, cache_last_time_dim3: 3,
} as const;

/** Features in, every eighth frame out: [N, 80, 4]; `body` makes of it what the graph gives first. */
function nemoEncoder(first: string, shape: (number | string)[], body: (graph: GraphBuilder, frames: string) => string): Uint8Array {
  const graph = new GraphBuilder('nemo');
  graph.input('audio_signal', 'float32', ['N', MEL_BINS, 'T']);
  graph.input('length', 'int64', ['N']);
  const frames = graph.op('Gather', ['audio_signal', graph.integers(4, 12, 20, 28)], { axis: 2 });
  graph.named('', 'Identity', [body(graph, frames)], {}, [first]);
  graph.output(first, 'float32', shape);
  const pass = (name: string, to: string, type: 'float32' | 'int64', ...shape: (number | string)[]): void => {
    if (name !== 'length') graph.input(name, type, shape);
    graph.named('', 'Identity', [name], {}, [to]);
    graph.output(to, type, shape);
  };
  pass('length', 'encoded_lengths', 'int64', 'N');
  pass('cache_last_channel', 'cache_last_channel_next', 'float32', 'N', 2, 5, 4);
  pass('cache_last_time', 'cache_last_time_next', 'float32', 'N', 2, 4, 3);
  pass('cache_last_channel_len', 'cache_last_channel_next_len', 'int64', 'N');
  return graph.encode();
}

function nemoDecoder(): Uint8Array {
  const graph = new GraphBuilder('decoder');
  graph.input('targets', 'int32', ['N', 'U']);
  graph.input('target_length', 'int32', ['N']);
  const rows = graph.op('Gather', [said(graph, TINY_SYMBOLS.length), 'targets'], { axis: 0 });
  graph.named('', 'Transpose', [rows], { perm: [0, 2, 1] }, ['outputs']);
  graph.output('outputs', 'float32', ['N', TINY_SYMBOLS.length + 1, 'U']);
  graph.named('', 'Identity', ['target_length'], {}, ['prednet_lengths']);
  graph.output('prednet_lengths', 'int32', ['N']);
  for (const [name, to] of [['states.1', 'states'], ['onnx::LSTM_3', '162']] as const) {
    graph.input(name, 'float32', [1, 'N', 6]);
    graph.named('', 'Identity', [name], {}, [to]);
    graph.output(to, 'float32', [1, 'N', 6]);
  }
  return graph.encode();
}

function nemoJoiner(): Uint8Array {
  const graph = new GraphBuilder('joiner');
  graph.input('encoder_outputs', 'float32', ['N', MEL_BINS, 'T']);
  graph.input('decoder_outputs', 'float32', ['N', TINY_SYMBOLS.length + 1, 'U']);
  const { weights, bias } = hearing(graph, TINY_SYMBOLS.length, -3);
  const turned = (name: string): string => graph.op('Transpose', [name], { perm: [0, 2, 1] });
  const heard = graph.op('Add', [graph.op('MatMul', [turned('encoder_outputs'), weights]), bias]);
  graph.named('', 'Unsqueeze', [graph.op('Sub', [heard, turned('decoder_outputs')]), graph.integers(2)], {}, ['logits']);
  graph.output('logits', 'float32', ['N', 'T', 'U', TINY_SYMBOLS.length + 1]);
  return graph.encode();
}

function nemoCtc(): Uint8Array {
  return nemoEncoder('logprobs', ['N', 4, TINY_SYMBOLS.length + 1], (graph, frames) => {
    const { weights, bias } = hearing(graph, TINY_SYMBOLS.length, -3);
    return graph.op('Add', [graph.op('MatMul', [graph.op('Transpose', [frames], { perm: [0, 2, 1] }), weights]), bias]);
  });
}

export type TinyFamily = 'zipformer2' | 'zipformer2-ctc' | 'nemo-transducer' | 'nemo-ctc';

/** Content of a folder with such a model, by file name. */
export function tinyFiles(family: TinyFamily, metadata: Readonly<Record<string, string | number>> = {}): Record<string, Uint8Array | string> {
  const zipformer = metadataBytes({ ...TINY_ZIPFORMER, ...metadata });
  const nemo = metadataBytes({ ...TINY_NEMO, ...metadata });
  switch (family) {
    case 'zipformer2':
      return {
        'encoder-epoch-99-avg-1-chunk-16-left-128.onnx': Buffer.concat([zipformerEncoder(), zipformer]),
        'decoder-epoch-99-avg-1-chunk-16-left-128.onnx': Buffer.concat([tinyDecoder(), metadataBytes({ vocab_size: TINY_SYMBOLS.length + 1, context_size: 2 })]),
        'joiner-epoch-99-avg-1-chunk-16-left-128.onnx': tinyJoiner(),
        'tokens.txt': tinyTokens(0),
      };
    case 'zipformer2-ctc':
      return { 'model.int8.onnx': Buffer.concat([zipformerCtc(), zipformer]), 'tokens.txt': tinyTokens(0) };
    case 'nemo-transducer':
      return {
        'encoder.onnx': Buffer.concat([nemoEncoder('outputs', ['N', MEL_BINS, 4], (_, frames) => frames), nemo]),
        'decoder.onnx': nemoDecoder(),
        'joiner.onnx': nemoJoiner(),
        'tokens.txt': tinyTokens(TINY_SYMBOLS.length),
      };
    case 'nemo-ctc':
      return { 'model.onnx': Buffer.concat([nemoCtc(), nemo]), 'tokens.txt': tinyTokens(TINY_SYMBOLS.length) };
  }
}

/** Writes files into a folder, which is made. */
export async function writeFolder(folder: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
}
