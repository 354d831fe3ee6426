import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wavFile } from '../../../app/captions/wavFile.ts';
import { GraphBuilder } from '../../graphs/GraphBuilder.ts';
import { metadataBytes } from '../streaming/tinyStreaming.test-helper.ts';
import { smallVoiceConfig } from '../smallVoice.test-helper.ts';

/** Samples of one phoneme in the tiny voices that are told phonemes. */
export const PHONEME_SAMPLES = 100;
/** Samples of one frame of the tiny Pocket voice, and the frames of everything that it says. */
export const FRAME_SAMPLES = 1_920;
export const POCKET_FRAMES = 13;

/** Phonemes of English. */
const SPOKEN = Array.from('abdefhijklmnoprstuvwzæðŋɐɑɔəɚɛɜɡɪɹʃʊʌʒˈˌː');

/** `value` as it is, by way of inputs that it does not depend on: what nothing reads is left out of a graph. */
function reading(graph: GraphBuilder, value: string, ...inputs: string[]): string {
  const nothing = inputs.map((input) => graph.op('Mul', [graph.op('ReduceSum', [graph.op('Cast', [input], { to: 1 })], { keepdims: 0 }), graph.floats([], [0])]));
  return nothing.reduce((sum, zero) => graph.op('Add', [sum, zero]), value);
}

/** Says a piece of `PHONEME_SAMPLES` equal samples for each phoneme; `loudness` is a tensor of one number. */
function perPhoneme(graph: GraphBuilder, phonemes: string, loudness: string): string {
  const ones = graph.op('Add', [graph.op('Mul', [graph.op('Cast', [phonemes], { to: 1 }), graph.floats([], [0])]), loudness]);
  return graph.op('Tile', [graph.op('Unsqueeze', [ones, graph.integers(2)]), graph.integers(1, 1, PHONEME_SAMPLES)]);
}

/** A Piper voice of two speakers that runs: the first speaks at 0.25, the second at 0.5. */
export async function writeTinyPiper(folder: string): Promise<void> {
  const graph = new GraphBuilder('piper');
  const phonemes = graph.input('input', 'int64', [1, 'n']);
  const rest = [graph.input('input_lengths', 'int64', [1]), graph.input('scales', 'float32', [3])];
  const speaker = graph.op('Cast', [graph.input('sid', 'int64', [1])], { to: 1 });
  const loudness = graph.op('Mul', [graph.op('Add', [speaker, graph.floats([], [1])]), graph.floats([], [0.25])]);
  const sound = perPhoneme(graph, phonemes, reading(graph, loudness, ...rest));
  graph.named('', 'Reshape', [sound, graph.integers(1, 1, -1)], {}, ['output']);
  graph.output('output', 'float32', [1, 1, 'm']);
  const phonemeMap = Object.fromEntries(['_', '^', '$', ' ', ...SPOKEN, '.', ','].map((phoneme, id) => [phoneme, [id]]));
  const config = { ...smallVoiceConfig, phoneme_id_map: phonemeMap, num_symbols: 256, num_speakers: 2, speaker_id_map: { Ada: 0, Bo: 1 } };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'tiny.onnx'), graph.encode());
  await writeFile(path.join(folder, 'tiny.onnx.json'), JSON.stringify(config));
}

/** Rows and columns of the tiny Kokoro voice's styles. */
export const KOKORO_STYLE = { rows: 510, columns: 8 };
const KOKORO_PHONEMES = ['$', ';', ':', ',', '.', '!', '?', '—', '…', '"', '(', ')', '“', '”', ' ', ...SPOKEN];

/** A Kokoro voice of two speakers that runs: the first speaks at 0.25, the second at 0.5. With `version` 2 it has a lexicon. */
export async function writeTinyKokoro(folder: string, { version = 1, metadata = {} }: { version?: 1 | 2; metadata?: Record<string, string | number> } = {}): Promise<void> {
  const graph = new GraphBuilder('kokoro');
  const phonemes = graph.input('tokens', 'int64', [1, 'n']);
  const style = graph.input('style', 'float32', [1, KOKORO_STYLE.columns]);
  const loudness = reading(graph, graph.op('ReduceMean', [style], { keepdims: 0 }), graph.input('speed', 'float32', [1]));
  graph.named('', 'Reshape', [perPhoneme(graph, phonemes, loudness), graph.integers(-1)], {}, ['audio']);
  graph.output('audio', 'float32', ['m']);
  const { rows, columns } = KOKORO_STYLE;
  const all = { sample_rate: 24_000, version, n_speakers: 2, has_espeak: 1, voice: 'en-us', style_dim: `${rows},1,${columns}`, speaker_names: 'Ada,Bo', ...metadata };
  const styles = Float32Array.from({ length: 2 * rows * columns }, (_, at) => (at < rows * columns ? 0.25 : 0.5));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'model.onnx'), Buffer.concat([graph.encode(), metadataBytes(all)]));
  await writeFile(path.join(folder, 'voices.bin'), new Uint8Array(styles.buffer));
  await writeFile(path.join(folder, 'tokens.txt'), KOKORO_PHONEMES.map((phoneme, id) => `${phoneme} ${id}\n`).join(''));
  if (version === 2) await writeFile(path.join(folder, 'lexicon-us-en.txt'), 'river r ɪ v ɚ\nthe ð ə\n');
}

const SUPERTONIC = { rate: 8_000, chunk: 32, latent: 32 };

/** A Supertonic voice of two speakers that runs, as its makers lay it out: 0.05 s for each character, at 0.25 and 0.5. */
export async function writeTinySupertonic(folder: string): Promise<void> {
  const { rate, latent } = SUPERTONIC;
  const predictor = new GraphBuilder('duration_predictor');
  const read = [predictor.input('text_ids', 'int64', [1, 'c']), predictor.input('style_dp', 'float32', [1, 2, 2])];
  const characters = predictor.op('ReduceSum', [predictor.input('text_mask', 'float32', [1, 1, 'c']), predictor.integers(1, 2)], { keepdims: 0 });
  predictor.named('', 'Mul', [reading(predictor, characters, ...read), predictor.floats([], [0.05])], {}, ['duration']);
  predictor.output('duration', 'float32', [1]);

  const encoder = new GraphBuilder('text_encoder');
  const [ids, style] = [encoder.input('text_ids', 'int64', [1, 'c']), encoder.input('style_ttl', 'float32', [1, 2, 3])];
  // What is heard is the style: it goes through the text's embedding.
  const silent = encoder.op('Mul', [encoder.op('Unsqueeze', [encoder.op('Cast', [ids], { to: 1 }), encoder.integers(1)]), encoder.floats([], [0])]);
  const spoken = reading(encoder, encoder.op('ReduceMean', [style], { keepdims: 0 }), encoder.input('text_mask', 'float32', [1, 1, 'c']));
  encoder.named('', 'Add', [silent, spoken], {}, ['text_emb']);
  encoder.output('text_emb', 'float32', [1, 1, 'c']);

  const estimator = new GraphBuilder('vector_estimator');
  const noise = estimator.input('noisy_latent', 'float32', [1, latent, 's']);
  const embedding = estimator.input('text_emb', 'float32', [1, 1, 'c']);
  const styled = estimator.input('style_ttl', 'float32', [1, 2, 3]);
  const mask = estimator.input('latent_mask', 'float32', [1, 1, 's']);
  const textMask = estimator.input('text_mask', 'float32', [1, 1, 'c']);
  const step = estimator.input('current_step', 'float32', [1]);
  const steps = estimator.input('total_step', 'float32', [1]);
  // The last step leaves nothing of the noise: (step + 1) / steps is 1 there.
  const share = estimator.op('Div', [estimator.op('Add', [step, estimator.floats([], [1])]), steps]);
  const left = estimator.op('Mul', [noise, estimator.op('Sub', [estimator.floats([], [1]), share])]);
  const loudness = estimator.op('Mul', [reading(estimator, estimator.op('ReduceMean', [embedding], { keepdims: 0 }), styled, textMask), share]);
  estimator.named('', 'Mul', [estimator.op('Add', [left, loudness]), mask], {}, ['denoised_latent']);
  estimator.output('denoised_latent', 'float32', [1, latent, 's']);

  const vocoder = new GraphBuilder('vocoder');
  const turned = vocoder.op('Transpose', [vocoder.input('latent', 'float32', [1, latent, 's'])], { perm: [0, 2, 1] });
  vocoder.named('', 'Reshape', [turned, vocoder.integers(1, -1)], {}, ['wav_tts']);
  vocoder.output('wav_tts', 'float32', [1, 'm']);

  await mkdir(path.join(folder, 'onnx'), { recursive: true });
  await mkdir(path.join(folder, 'voice_styles'), { recursive: true });
  for (const [name, graph] of Object.entries({ duration_predictor: predictor, text_encoder: encoder, vector_estimator: estimator, vocoder })) {
    await writeFile(path.join(folder, 'onnx', `${name}.onnx`), graph.encode());
  }
  const config = { ae: { sample_rate: rate, base_chunk_size: 16 }, ttl: { chunk_compress_factor: 2, latent_dim: 16 }, more: 'is there' };
  await writeFile(path.join(folder, 'onnx', 'tts.json'), JSON.stringify(config));
  await writeFile(path.join(folder, 'onnx', 'unicode_indexer.json'), JSON.stringify(Array.from({ length: 256 }, (_, code) => (code < 32 ? -1 : code))));
  for (const [name, level] of [['F1', 0.25], ['M1', 0.5]] as const) {
    const matrix = (rows: number, columns: number) => ({ data: [Array.from({ length: rows }, () => Array.from({ length: columns }, () => level))], dims: [1, rows, columns] });
    await writeFile(path.join(folder, 'voice_styles', `${name}.json`), JSON.stringify({ style_ttl: matrix(2, 3), style_dp: matrix(2, 2) }));
  }
}

/** A Pocket voice that runs: it says `POCKET_FRAMES` frames of whatever is asked, as loud as its recording is on average. */
export async function writeTinyPocket(folder: string): Promise<void> {
  const main = new GraphBuilder('lm_main');
  const sequence = main.input('sequence', 'float32', [1, 's', 32]);
  const heard = main.input('text_embeddings', 'float32', [1, 't', 1_024]);
  const frames = main.input('frames', 'float32', [1]);
  const voice = main.input('voice', 'float32', [1]);
  const rows = main.op('Cast', [main.op('Gather', [main.op('Shape', [sequence]), main.integers(1)])], { to: 1 });
  main.named('', 'Add', [frames, rows], {}, ['frames_out']);
  main.named('', 'Add', [voice, main.reshape(main.op('ReduceSum', [heard], { keepdims: 0 }), 1)], {}, ['voice_out']);
  main.named('', 'Reshape', ['voice_out', main.integers(1, 1)], {}, ['conditioning']);
  main.named('', 'Reshape', [main.op('Sub', ['frames_out', main.floats([], [14.5])]), main.integers(1, 1)], {}, ['eos_logit']);
  for (const name of ['conditioning', 'eos_logit']) main.output(name, 'float32', [1, 1]);
  for (const name of ['frames_out', 'voice_out']) main.output(name, 'float32', [1]);

  const flow = new GraphBuilder('lm_flow');
  const conditioning = flow.input('c', 'float32', [1, 1]);
  const times = ['s', 't'].map((name) => flow.input(name, 'float32', [1, 1]));
  // One step of it leads from noise to what was conditioned.
  flow.named('', 'Sub', [reading(flow, conditioning, ...times), flow.input('x', 'float32', [1, 32])], {}, ['flow']);
  flow.output('flow', 'float32', [1, 32]);

  const encoder = new GraphBuilder('encoder');
  const mean = encoder.op('ReduceMean', [encoder.input('audio', 'float32', [1, 1, 'n']), encoder.integers(2)], { keepdims: 1 });
  encoder.named('', 'Mul', [mean, encoder.floats([1, 1, 1_024], Array.from({ length: 1_024 }, (_, at) => (at === 0 ? 1 : 0)))], {}, ['embedding']);
  encoder.output('embedding', 'float32', [1, 1, 1_024]);

  const decoder = new GraphBuilder('decoder');
  const latent = decoder.input('latent', 'float32', [1, 'f', 32]);
  const told = decoder.input('told', 'bool', [1]);
  const level = decoder.op('ReduceMean', [latent, decoder.integers(2)], { keepdims: 1 });
  decoder.named('', 'Reshape', [decoder.op('Tile', [level, decoder.integers(1, 1, FRAME_SAMPLES)]), decoder.integers(1, 1, -1)], {}, ['audio']);
  decoder.named('', 'Identity', [told], {}, ['told_out']);
  decoder.output('audio', 'float32', [1, 1, 'm']);
  decoder.output('told_out', 'bool', [1]);

  const text = new GraphBuilder('text_conditioner');
  const ids = text.op('Unsqueeze', [text.op('Cast', [text.input('token_ids', 'int64', [1, 'n'])], { to: 1 }), text.integers(2)]);
  text.named('', 'Mul', [ids, text.floats([1, 1, 1_024], Array.from({ length: 1_024 }, () => 0))], {}, ['embeddings']);
  text.output('embeddings', 'float32', [1, 'n', 1_024]);

  await mkdir(path.join(folder, 'test_wavs'), { recursive: true });
  for (const [name, graph] of Object.entries({ lm_main: main, lm_flow: flow, encoder, decoder, text_conditioner: text })) {
    await writeFile(path.join(folder, `${name}.onnx`), graph.encode());
  }
  const tokens = [...Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`), '▁', 'a', 'e'];
  await writeFile(path.join(folder, 'vocab.json'), JSON.stringify(Object.fromEntries(tokens.map((token, id) => [token, id]))));
  await writeFile(path.join(folder, 'token_scores.json'), JSON.stringify(Object.fromEntries(tokens.map((token) => [token, -1]))));
  for (const [name, sample] of [['ada', 8_192], ['bo', 16_384]] as const) {
    const samples = Int16Array.from({ length: 24_000 }, () => sample);
    await writeFile(path.join(folder, 'test_wavs', `${name}.wav`), wavFile(new Uint8Array(samples.buffer), 24_000));
  }
}
