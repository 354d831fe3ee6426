import { GraphBuilder } from '../graphs/GraphBuilder.ts';
import { hearing, metadataBytes, TINY_SYMBOLS, tinyDecoder, tinyJoiner, tinyTokens, voiceBins } from './streaming/tinyStreaming.test-helper.ts';

const FLOAT = 1;
const INT64 = 7;

/** A speaker embedding of four numbers: how loud it is in the mel bins of the first four tones of the tiny recognisers. */
export function tinySpeakers(metadata: Readonly<Record<string, string | number>> = {}): Record<string, Uint8Array> {
  const graph = new GraphBuilder('speakers');
  graph.input('feats', 'float32', ['N', 'T', 80]);
  const loudest = graph.op('ReduceMax', ['feats', graph.integers(1)], { keepdims: 0 });
  graph.named('', 'Relu', [graph.op('MatMul', [loudest, graph.floats([80, 4], voiceBins(4))])], {}, ['embs']);
  graph.output('embs', 'float32', ['N', 4]);
  const entries = { framework: 'wespeaker', output_dim: 4, sample_rate: 16_000, normalize_samples: 1, language: 'English', ...metadata };
  return { 'voices.onnx': Buffer.concat([graph.encode(), metadataBytes(entries)]) };
}

const MARKED = ['<unk>', 'we', 'sail', 'at', 'noon', 'why'];
const CT_MARKS = ['<unk>', '_', '，', '。', '？', '、'];

/** A CT-Transformer that knows five words: a full stop follows `noon`, a comma `sail`, a question mark `why`. */
export function tinyCtPunctuation(metadata: Readonly<Record<string, string | number>> = {}): Record<string, Uint8Array> {
  const graph = new GraphBuilder('marks');
  graph.input('inputs', 'int32', ['N', 'T']);
  graph.input('text_lengths', 'int32', ['N']);
  const places = MARKED.map((word) => ({ noon: 3, sail: 2, why: 4 })[word] ?? 1);
  const table = places.flatMap((place) => CT_MARKS.map((_, at) => (at === place ? 1 : 0)));
  const none = graph.op('Mul', [graph.op('Cast', ['text_lengths'], { to: FLOAT }), graph.floats([1], [0])]);
  const marks = graph.op('Gather', [graph.floats([MARKED.length, CT_MARKS.length], table), 'inputs'], { axis: 0 });
  graph.named('', 'Add', [marks, none], {}, ['logits']);
  graph.output('logits', 'float32', ['N', 'T', CT_MARKS.length]);
  const entries = { tokens: MARKED.join('|'), vocab_size: MARKED.length, punctuations: CT_MARKS.join('|'), unk_symbol: '<unk>', ...metadata };
  return { 'model.onnx': Buffer.concat([graph.encode(), metadataBytes(entries)]) };
}

const PIECES = ['<unk>', '<s>', '</s>', '▁we', '▁sail', '▁at', '▁noon', '▁why'];

/** A CNN with BiLSTM, from outside: `we` is written with a capital, a full stop follows `noon`, a question mark `why`. */
export function tinyCnnPunctuation(metadata: Readonly<Record<string, string | number>> = {}): Record<string, Uint8Array | string> {
  const graph = new GraphBuilder('marks');
  for (const name of ['token_ids', 'valid_ids']) graph.input(name, 'int32', ['N', 200]);
  graph.input('label_lens', 'int32', ['N']);
  const none = graph.op('Mul', [graph.op('Cast', ['label_lens'], { to: FLOAT }), graph.floats([1], [0])]);
  // Of one sentence: where words begin, without what stands before the first and behind the last.
  const begins = graph.op('Transpose', [graph.op('NonZero', ['valid_ids'])], { perm: [1, 0] });
  const inner = graph.op('Slice', [begins, graph.integers(1), graph.integers(-1), graph.integers(0)]);
  const ids = graph.op('GatherND', [graph.op('Cast', ['token_ids'], { to: INT64 }), inner]);
  const give = (name: string, chosen: Readonly<Record<string, number>>): void => {
    const table = PIECES.flatMap((piece) => [0, 1, 2, 3].map((at) => (at === (chosen[piece] ?? 0) ? 1 : 0)));
    const rows = graph.op('Gather', [graph.floats([PIECES.length, 4], table), ids], { axis: 0 });
    graph.named('', 'Add', [rows, none], {}, [name]);
    graph.output(name, 'float32', ['words', 4]);
  };
  give('case', { '▁we': 2 });
  give('punct', { '▁noon': 2, '▁why': 3 });
  const entries = { COMMA: 1, PERIOD: 2, QUESTION: 3, UPPER: 1, CAP: 2, MIX_CASE: 3, ...metadata };
  return { 'model.onnx': Buffer.concat([graph.encode(), metadataBytes(entries)]), 'bpe.vocab': PIECES.map((piece, at) => `${piece}\t${-at}\n`).join('') };
}

export type TinyOffline = 'offline-transducer' | 'offline-ctc';

/** A recogniser of whole stretches that hears the tones of the tiny streaming ones (Kaldi's scale; NeMo's is Slaney's). */
export function tinyOffline(family: TinyOffline, metadata: Readonly<Record<string, string | number>> = {}): Record<string, Uint8Array | string> {
  const graph = new GraphBuilder('encoder');
  if (family === 'offline-ctc') {
    graph.input('audio_signal', 'float32', ['N', 80, 'T']);
    graph.input('length', 'int64', ['N']);
    const none = graph.op('Mul', [graph.op('Cast', ['length'], { to: FLOAT }), graph.floats([1], [0])]);
    const turned = graph.op('Transpose', ['audio_signal'], { perm: [0, 2, 1] });
    const frames = graph.op('Slice', [turned, graph.integers(4), graph.integers(2 ** 31), graph.integers(1), graph.integers(8)]);
    const { weights, bias } = hearing(graph, TINY_SYMBOLS.length, -3);
    graph.named('', 'Add', [graph.op('Add', [graph.op('MatMul', [frames, weights]), bias]), none], {}, ['logprobs']);
    graph.output('logprobs', 'float32', ['N', 'frames', TINY_SYMBOLS.length + 1]);
    const entries = { model_type: 'EncDecCTCModelBPE', vocab_size: TINY_SYMBOLS.length, subsampling_factor: 8, normalize_type: 'NA', ...metadata };
    return { 'model.onnx': Buffer.concat([graph.encode(), metadataBytes(entries)]), 'tokens.txt': tinyTokens(TINY_SYMBOLS.length) };
  }
  graph.input('x', 'float32', ['N', 'T', 80]);
  graph.input('x_lens', 'int64', ['N']);
  graph.named('', 'Slice', ['x', graph.integers(2), graph.integers(2 ** 31), graph.integers(1), graph.integers(4)], {}, ['encoder_out']);
  graph.output('encoder_out', 'float32', ['N', 'frames', 80]);
  graph.named('', 'Div', ['x_lens', graph.integers(4)], {}, ['encoder_out_lens']);
  graph.output('encoder_out_lens', 'int64', ['N']);
  return {
    'encoder-epoch-1.onnx': Buffer.concat([graph.encode(), metadataBytes({ model_type: 'zipformer2' })]),
    'decoder-epoch-1.onnx': Buffer.concat([tinyDecoder(), metadataBytes({ vocab_size: TINY_SYMBOLS.length + 1, context_size: 2, ...metadata })]),
    'joiner-epoch-1.onnx': tinyJoiner(),
    'tokens.txt': tinyTokens(0),
  };
}
