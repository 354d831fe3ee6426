import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../formats/temporaryFolder.test-helper.ts';
import { GraphBuilder } from '../../graphs/GraphBuilder.ts';
import { readSpeechFolder } from '../readSpeechFolder.ts';
import { KOKORO_STYLE, writeTinyKokoro, writeTinyPiper, writeTinyPocket, writeTinySupertonic } from './tinyVoices.test-helper.ts';

type Change = (folder: string) => Promise<void>;
const write = (name: string, content: string | Uint8Array): Change => (folder) => writeFile(path.join(folder, name), content);
const without = (name: string): Change => (folder) => rm(path.join(folder, name));
const cut = (name: string, bytes: number): Change => (folder) => truncate(path.join(folder, name), bytes);
/** a graph that is one, and not this one */
const other = (): Uint8Array => {
  const graph = new GraphBuilder('other');
  graph.named('', 'Identity', [graph.input('x', 'float32', [1])], {}, ['y']);
  graph.output('y', 'float32', [1]);
  return graph.encode();
};
const json = (name: string, change: (content: Record<string, never>) => unknown): Change => async (folder) => {
  const content = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Record<string, never>;
  await writeFile(path.join(folder, name), JSON.stringify(change(content)));
};

async function refusal(make: Change, change: Change): Promise<unknown> {
  await using home = await temporaryFolder();
  await make(home.folder);
  await change(home.folder);
  const outcome = await readSpeechFolder(home.folder).catch((error: unknown) => error);
  return outcome;
}
const refused = (reason: RegExp) => expect.objectContaining({ code: expect.stringMatching(/bad-file|unsupported|not-found/), message: expect.stringMatching(reason) });

describe('what a voice is told to be', () => {
  it.each([
    ['piper', writeTinyPiper, { speakers: 2, speakerNames: ['Ada', 'Bo'], pronunciation: 'en-us', languages: ['en_US'] }],
    ['kokoro', writeTinyKokoro, { speakers: 2, speakerNames: ['Ada', 'Bo'], pronunciation: 'en-us', languages: ['en'] }],
    ['supertonic', writeTinySupertonic, { speakers: 2, speakerNames: ['F1', 'M1'], languages: ['en'] }],
    ['pocket', writeTinyPocket, { speakers: 2, speakerNames: ['ada', 'bo'], languages: ['en'] }],
  ])('%s', async (family, make, about) => {
    await using home = await temporaryFolder();
    await make(home.folder);
    expect(await readSpeechFolder(home.folder)).toMatchObject({ family, detected: { kind: 'voice', ...about } });
  });

  it('a licence is told as the model’s own files do', async () => {
    await using home = await temporaryFolder();
    await writeTinyPocket(home.folder);
    await home.write('LICENSE', 'Creative Commons Attribution 4.0 International Public License');
    expect((await readSpeechFolder(home.folder)).licence).toBe('CC-BY-4.0');
    await home.write('README.md', '---\nlanguage: en\nlicense: apache-2.0\n---\n# A voice');
    expect((await readSpeechFolder(home.folder)).licence).toBe('apache-2.0');
    await home.write('README.md', '---\nlicense: other\n---\n');
    expect((await readSpeechFolder(home.folder)).licence).toBe('CC-BY-4.0');
  });
});

describe('Kokoro: what the native library would not survive is refused', () => {
  const make: Change = (folder) => writeTinyKokoro(folder, { version: 2 });
  const told = (metadata: Record<string, string | number>): Change => (folder) => writeTinyKokoro(folder, { version: 2, metadata });
  it.each<[string, Change, RegExp]>([
    ['a graph that was cut', cut('model.onnx', 100), /model\.onnx/],
    ['another graph', write('model.onnx', other()), /metadata lacks/],
    ['styles that were cut', cut('voices.bin', 1_000), /voices\.bin.* 2 speakers take/],
    ['more speakers than it has styles', told({ n_speakers: 3 }), /3 speakers take/],
    ['no speakers', told({ n_speakers: 0 }), /n_speakers/],
    ['styles of another shape', told({ style_dim: `${KOKORO_STYLE.rows},2,${KOKORO_STYLE.columns}` }), /styles/],
    ['styles for fewer phonemes than a sentence may have', told({ style_dim: '64,1,8' }), /styles/],
    ['styles whose number overflows', told({ style_dim: '4000000000,1,8' }), /style_dim/],
    ['styles wider than the graph takes', told({ style_dim: '510,1,9' }), /"style" is float32/],
    ['no style dimensions', told({ style_dim: '' }), /style_dim/],
    ['another front end', told({ has_espeak: 0 }), /espeak/],
    ['a pronunciation that is a path', told({ voice: '../../etc' }), /pronunciation/],
    ['a newer version', told({ version: 3 }), /version/],
    ['a phoneme of two characters', write('tokens.txt', 'ab 0\n'), /line 1 has more than one/],
    ['a phoneme twice', write('tokens.txt', 'a 0\na 1\n'), /twice/],
    ['a line without a number', write('tokens.txt', 'a\n'), /no phoneme with its number/],
    ['tokens without the marks that it looks for', write('tokens.txt', 'a 0\n'), /lacks the phoneme " "/],
    ['no lexicon', without('lexicon-us-en.txt'), /lexicon/],
  ])('%s', async (_, change, reason) => {
    expect(await refusal(make, change)).toEqual(refused(reason));
  });
});

describe('Supertonic', () => {
  const style = 'voice_styles/M1.json';
  it.each<[string, Change, RegExp]>([
    ['a graph that is missing', without('onnx/vocoder.onnx'), /vocoder\.onnx/],
    ['another graph', write('onnx/vector_estimator.onnx', other()), /takes noisy_latent/],
    ['no configuration of its sound', json('onnx/tts.json', ({ ae }) => ({ ae })), /ttl/],
    ['a rate of nothing', json('onnx/tts.json', (config) => ({ ...config, ae: { sample_rate: 0, base_chunk_size: 16 } })), /sample_rate/],
    ['sizes that the graphs do not have', json('onnx/tts.json', (config) => ({ ...config, ttl: { chunk_compress_factor: 2, latent_dim: 17 } })), /noisy_latent/],
    ['a table of characters that is none', write('onnx/unicode_indexer.json', '{"a":1}'), /list of numbers/],
    ['a style with fewer numbers than it says', json(style, (one) => ({ ...one, style_dp: { data: [[[1]]], dims: [1, 2, 2] } })), /not as many/],
    ['styles of different sizes', json(style, (one) => ({ ...one, style_dp: { data: [[[1]]], dims: [1, 1, 1] } })), /another size/],
    ['nobody who speaks', async (folder) => rm(path.join(folder, 'voice_styles'), { recursive: true }), /nobody speaks/],
    ['a table of styles that was cut', write('voice.bin', new Uint8Array(50)), /sizes are/],
  ])('refuses %s', async (_, change, reason) => {
    expect(await refusal(writeTinySupertonic, change)).toEqual(refused(reason));
  });
});

describe('Pocket TTS', () => {
  it.each<[string, Change, RegExp]>([
    ['another graph', write('decoder.onnx', other()), /"x" has the shape 1/],
    ['a graph that takes other numbers', write('text_conditioner.onnx', other()), /type float32/],
    ['no recording', async (folder) => rm(path.join(folder, 'test_wavs'), { recursive: true }), /no recording/],
    ['a recording that is none', write('test_wavs/ada.wav', 'no sound'), /no WAV file/],
    ['a token beyond the list', json('vocab.json', (tokens) => ({ ...tokens, far: 100_000 })), /number 100000/],
    ['a token without a score', json('vocab.json', (tokens) => ({ ...tokens, far: 3 })), /no score for "far"/],
    ['no token for a byte', write('vocab.json', '{"a":0}'), /no score|lacks the token/],
    ['scores that are none', write('token_scores.json', '[]'), /scores/],
  ])('refuses %s', async (_, change, reason) => {
    expect(await refusal(writeTinyPocket, change)).toEqual(refused(reason));
  });

  it('takes no state that would fill the memory', async () => {
    const graph = new GraphBuilder('decoder');
    graph.named('', 'Identity', [graph.input('latent', 'float32', [1, 'f', 32])], {}, ['audio']);
    graph.named('', 'Identity', [graph.input('state', 'float32', [1_000, 1_000, 1_000])], {}, ['state_out']);
    graph.output('audio', 'float32', [1, 'f', 32]);
    graph.output('state_out', 'float32', [1_000, 1_000, 1_000]);
    expect(await refusal(writeTinyPocket, write('decoder.onnx', graph.encode()))).toEqual(refused(/1000000000 elements/));
  });
});
