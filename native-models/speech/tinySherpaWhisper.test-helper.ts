import { GraphBuilder } from '../graphs/GraphBuilder.ts';
import { metadataBytes, TINY_SYMBOLS, voiceBins } from './streaming/tinyStreaming.test-helper.ts';

const BINS = 80;
const CONTEXT = 64;
/** Frames of 10 ms between two tones, and from the start of a tone to its middle. */
const [SLOT, MIDDLE] = [48, 12];
const TOKENS = { eot: 5, sot: 6, transcribe: 9, translate: 10, no_speech: 11, no_timestamps: 12 } as const;
const [ENGLISH, GERMAN] = [7, 8];
const VOCABULARY = 13;
/** A tone is 1.4 where it is heard, silence 0 and less. */
const THRESHOLD = 0.9;

/**
 * Whisper as sherpa-onnx exports it, from outside: it hears the tones of the tiny recognisers (Slaney's scale). One of
 * several languages takes any sound for German when it is not told, and writes nothing down in German.
 */
export function tinySherpaWhisper(metadata: Readonly<Record<string, string | number>> = {}, frames: number | string = 'T'): Record<string, Uint8Array | string> {
  const isMultilingual = metadata['is_multilingual'] === 1;
  const entries = {
    model_type: 'whisper-tiny', n_mels: BINS, n_text_layer: 1, n_text_ctx: CONTEXT, n_text_state: BINS, n_vocab: VOCABULARY, ...TOKENS, blank_id: 0, is_multilingual: 0,
    sot_sequence: isMultilingual ? [TOKENS.sot, ENGLISH, TOKENS.transcribe].join() : TOKENS.sot,
    all_language_tokens: `${ENGLISH},${GERMAN}`, all_language_codes: 'en,de', ...metadata,
  };
  const words = TINY_SYMBOLS.map((symbol, id) => `${Buffer.from(symbol.replace('▁', ' ').toLowerCase()).toString('base64')} ${id}\n`);
  return {
    'tiny-encoder.onnx': Buffer.concat([encoder(frames), metadataBytes(entries)]),
    'tiny-decoder.onnx': decoder(isMultilingual ? 4 : 2),
    'tiny-tokens.txt': words.join(''),
  };
}

/** What is heard in the middle of each tone: [1, 1, tones, 80], twice. */
function encoder(frames: number | string): Uint8Array {
  const graph = new GraphBuilder('encoder');
  graph.input('mel', 'float32', ['N', BINS, frames]);
  const rows = graph.op('Transpose', ['mel'], { perm: [0, 2, 1] });
  const middles = graph.op('Slice', [rows, graph.integers(MIDDLE), graph.integers(2 ** 31), graph.integers(1), graph.integers(SLOT)]);
  for (const name of ['n_layer_cross_k', 'n_layer_cross_v']) {
    graph.named('', 'Unsqueeze', [middles, graph.integers(0)], {}, [name]);
    graph.output(name, 'float32', [1, 'N', 'A', BINS]);
  }
  return graph.encode();
}

/** The token after the first `prompt` ones is that of the first tone, and so on. */
function decoder(prompt: number): Uint8Array {
  const graph = new GraphBuilder('decoder');
  graph.input('tokens', 'int64', ['N', 'S']);
  const caches = ['n_layer_self_k_cache', 'n_layer_self_v_cache'];
  for (const name of caches) graph.input(`in_${name}`, 'float32', [1, 'N', CONTEXT, BINS]);
  for (const name of ['n_layer_cross_k', 'n_layer_cross_v']) graph.input(name, 'float32', [1, 'N', 'A', BINS]);
  graph.input('offset', 'int64', [1]);
  const count = graph.op('Shape', ['tokens'], { start: 1, end: 2 });
  const place = graph.op('Sub', [graph.op('Add', ['offset', count]), graph.integers(prompt)]);
  const [key, value] = ['n_layer_cross_k', 'n_layer_cross_v'].map((name) => graph.op('Gather', [name, place], { axis: 2 }));
  const heard = graph.reshape(graph.op('Mul', [graph.op('Add', [key!, value!]), graph.floats([1], [0.5])]), 1, 1, BINS);
  const bins = voiceBins(TINY_SYMBOLS.length);
  const weights = Array.from({ length: BINS * VOCABULARY }, (_, at) => (at % VOCABULARY < TINY_SYMBOLS.length ? bins[Math.floor(at / VOCABULARY) * TINY_SYMBOLS.length + (at % VOCABULARY)]! : 0));
  const bias = Array.from({ length: VOCABULARY }, (_, id) => (id < TINY_SYMBOLS.length ? 0 : id === TOKENS.eot ? THRESHOLD : id === GERMAN ? -9 : -10));
  const logits = graph.op('Add', [graph.op('MatMul', [heard, graph.floats([BINS, VOCABULARY], weights)]), graph.floats([VOCABULARY], bias)]);
  const silenced = Array.from({ length: VOCABULARY * VOCABULARY }, (_, at) => (at === GERMAN * VOCABULARY + TOKENS.eot ? 100 : 0));
  const read = graph.op('ReduceMax', [graph.op('Gather', [graph.floats([VOCABULARY, VOCABULARY], silenced), 'tokens'], { axis: 0 }), graph.integers(1)]);
  graph.named('', 'Add', [logits, read], {}, ['logits']);
  graph.output('logits', 'float32', ['N', 'S', VOCABULARY]);
  for (const name of caches) {
    graph.named('', 'Identity', [`in_${name}`], {}, [`out_${name}`]);
    graph.output(`out_${name}`, 'float32', [1, 'N', CONTEXT, BINS]);
  }
  return graph.encode();
}
