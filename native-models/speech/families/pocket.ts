import { readFile } from 'node:fs/promises';
import { z } from '../../../app/contract/zod.ts';
import type { OnnxSummary } from '../../formats/onnx/OnnxSummary.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import type { SpeechFile } from '../DetectedSpeech.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';
import { readWav } from '../voices/readWav.ts';

const about = 'a Pocket TTS voice';
/** What each graph takes and gives before its states; of a shape null, any will do. */
const GRAPHS: Readonly<Record<string, { readonly takes: readonly Taken[]; readonly gives: number; readonly hasStates: boolean }>> = {
  lm_main: { takes: [['float32', [1, 's', 32]], ['float32', [1, 't', 1_024]]], gives: 2, hasStates: true },
  lm_flow: { takes: [['float32', null], ['float32', [1, 1]], ['float32', [1, 1]], ['float32', [1, 32]]], gives: 1, hasStates: false },
  encoder: { takes: [['float32', [1, 1, 'n']]], gives: 1, hasStates: false },
  decoder: { takes: [['float32', [1, 'f', 32]]], gives: 1, hasStates: true },
  text_conditioner: { takes: [['int64', [1, 'n']]], gives: 1, hasStates: false },
};
type Taken = readonly [type: string, shape: readonly (number | string)[] | null];
/** Of these the native library makes the first states, full of zeros; over any other type it ends the process. */
const STATE_TYPES = ['float32', 'bool', 'int64'];
/** Elements of one state. */
const MAX_STATE = 64 << 20;
const MAX_TOKENS = 200_000;
const MAX_CLIPS = 100;
const MAX_CLIP_BYTES = 64 << 20;
/** A voice is heard out of a few seconds; more costs time with each sentence. */
const CLIP_SECONDS = 15;

const Vocabulary = z.record(z.string(), z.number().int().nonnegative());
const Scores = z.record(z.string(), z.number());

/**
 * Pocket TTS as sherpa-onnx packs it: five graphs, vocab.json, token_scores.json, and recordings (`*.wav`, in the folder or
 * below): it speaks in the voice of a recording, so each of them is a speaker.
 */
export const pocket: SpeechFamily = {
  family: 'pocket',
  version: 1,
  about: `${about} with a recording of its voice`,
  async detect(folder) {
    const named = (name: string) => [`${name}.onnx`, `${name}.int8.onnx`].find((file) => folder.has(file));
    if (!named('lm_main') || !named('lm_flow') || !named('text_conditioner')) return null;
    const files: Record<string, SpeechFile> = {};
    for (const [name, wanted] of Object.entries(GRAPHS)) {
      const file = named(name) ?? `${name}.onnx`;
      checkPlaces(await folder.onnx(file), file, wanted);
      files[`${name}.onnx`] = { from: file };
    }
    await checkVocabulary(folder);
    for (const name of ['vocab.json', 'token_scores.json']) files[name] = { from: name };
    const clips = await readClips(folder);
    for (const [at, { samples }] of clips.entries()) files[`clip-${at}.bin`] = { content: new Uint8Array(samples.buffer) };
    return {
      name: folder.name,
      kind: 'voice',
      languages: ['en'],
      speakers: clips.length,
      speakerNames: clips.map(({ name }) => name),
      files,
      options: { sampleRate: 24_000, rates: clips.map(({ sampleRate }) => sampleRate).join() },
    };
  },
};

function checkPlaces({ inputs, outputs, types }: OnnxSummary, file: string, { takes, gives, hasStates }: (typeof GRAPHS)[string]): void {
  const refuse = (reason: string) => refusedFile('unsupported', file, `it is no part of ${about}: ${reason}`);
  const states = inputs.slice(takes.length);
  if (inputs.length < takes.length || (!hasStates && states.length > 0)) throw refuse(`it takes ${inputs.length} things`);
  if (outputs.length !== gives + states.length) throw refuse(`it gives ${outputs.length} things back for ${states.length} states`);
  for (const [at, name] of inputs.entries()) {
    const { type = '', shape = null } = types.get(name) ?? {};
    const taken = takes[at];
    if (taken ? type !== taken[0] : !STATE_TYPES.includes(type)) throw refuse(`its "${name}" is of the type ${type || 'unknown'}`);
    if (taken) {
      const [, wanted] = taken;
      const isLike = (size: number | string, place: number): boolean => typeof size === 'string' || typeof shape?.[place] !== 'number' || shape[place] === size;
      const fits = wanted === null || shape === null || (shape.length === wanted.length && wanted.every(isLike));
      if (!fits) throw refuse(`its "${name}" has the shape ${shape.map((size) => size ?? '?').join(', ')}`);
      continue;
    }
    const elements = (shape ?? []).reduce<number>((product, one) => product * (typeof one === 'number' ? one : 1), 1);
    if (shape === null || elements > MAX_STATE) throw refuse(`its state "${name}" has ${shape === null ? 'no shape' : `${elements} elements`}`);
  }
}

/** The native reader writes each token to the place that its number names, and looks for a token for every byte. */
async function checkVocabulary(folder: SpeechFolder): Promise<void> {
  const vocabulary = Vocabulary.safeParse(await folder.json('vocab.json'));
  const scores = Scores.safeParse(await folder.json('token_scores.json'));
  if (!vocabulary.success) throw refusedFile('bad-file', 'vocab.json', 'it is no list of tokens with their numbers');
  if (!scores.success) throw refusedFile('bad-file', 'token_scores.json', 'it is no list of tokens with their scores');
  const tokens = Object.entries(vocabulary.data);
  if (tokens.length > MAX_TOKENS) throw refusedFile('bad-file', 'vocab.json', `it has more than ${MAX_TOKENS} tokens`);
  const beyond = tokens.find(([, id]) => id >= tokens.length);
  if (beyond) throw refusedFile('bad-file', 'vocab.json', `a token has the number ${beyond[1]}, and there are ${tokens.length}`);
  const silent = tokens.find(([token]) => !Object.hasOwn(scores.data, token));
  if (silent) throw refusedFile('bad-file', 'token_scores.json', `it has no score for "${silent[0].slice(0, 40)}"`);
  const missing = Array.from({ length: 256 }, (_, byte) => byteToken(byte)).find((token) => !Object.hasOwn(vocabulary.data, token));
  if (missing !== undefined) throw refusedFile('bad-file', 'vocab.json', `it lacks the token ${missing}`);
}

const byteToken = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;

async function readClips(folder: SpeechFolder) {
  const clips = [];
  for (const file of folder.files.filter((name) => /\.wav$/i.test(name)).slice(0, MAX_CLIPS)) {
    if (folder.sizeOf(file) > MAX_CLIP_BYTES) throw refusedFile('bad-file', file, `it is ${folder.sizeOf(file)} bytes long, and ${MAX_CLIP_BYTES} are possible`);
    const { samples, sampleRate } = readWav(await readFile(folder.pathOf(file)), file);
    const name = file.split('/').at(-1)?.slice(0, -'.wav'.length).slice(0, 100) || 'recording';
    clips.push({ name, sampleRate, samples: samples.slice(0, CLIP_SECONDS * sampleRate) });
  }
  if (clips.length > 0) return clips;
  throw refusedFile('unsupported', folder.name, 'it has no recording (a .wav file of some seconds) whose voice it could speak in');
}
