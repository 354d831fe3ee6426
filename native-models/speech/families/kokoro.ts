import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces, type GraphPlace } from '../checkPlaces.ts';
import { metadataOf, type ModelMetadata } from '../metadataOf.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import { checkTokens } from '../voices/checkTokens.ts';

const about = 'a Kokoro voice';
/** Of several graphs the first: int8 is smaller, but slower on most processors. */
const GRAPHS = ['model.onnx', 'model.fp16.onnx', 'model.int8.onnx'];
/** How words are said, by language; of English the first that is there. The native library reads them one after the other. */
const ENGLISH = ['lexicon-us-en.txt', 'lexicon-gb-en.txt'];
const CHINESE = 'lexicon-zh.txt';
/** What the multi-lingual front end looks up without looking whether it is there. */
const MARKS = [' ', ';', ':', ',', '.', '!', '?', '—', '…', '"', '(', ')', '“', '”'];
/**
 * Rows of a speaker's styles are chosen by the number of phonemes. Those in use have 510 or 511, and sentences are cut for
 * that: with fewer the native library could end the process over one.
 */
const LEAST_ROWS = 510;
const MOST_ROWS = 4_096;
/** phonemes, the style of the speaker for that many of them, speed */
const INPUTS = (width: number): GraphPlace[] => [
  { type: 'int64', shape: [1, 'phonemes'] },
  { type: 'float32', shape: [1, width] },
  { type: 'float32', shape: [1] },
];

/**
 * Kokoro as sherpa-onnx packs it: model.onnx (or model.int8.onnx), voices.bin, tokens.txt, and from version 1 on
 * lexicons. The native library ends the process over sizes that do not fit, so all of them are compared here.
 */
export const kokoro: SpeechFamily = {
  family: 'kokoro',
  version: 1,
  about,
  async detect(folder) {
    const graph = GRAPHS.find((name) => folder.has(name));
    if (graph === undefined || !folder.has('voices.bin') || !folder.has('tokens.txt')) return null;
    const summary = await folder.onnx(graph);
    const metadata = metadataOf(summary, graph);
    const [rows = 0, between = 0, width = 0] = metadata.list('style_dim', 0, MOST_ROWS, 3);
    const sampleRate = metadata.number('sample_rate', 8_000, 96_000);
    const speakers = metadata.number('n_speakers', 1, 1_000);
    const version = metadata.has('version') ? metadata.number('version', 1, 2) : 1;
    if (rows < LEAST_ROWS || between !== 1 || width < 1) throw refusedFile('unsupported', graph, `its styles are of the shape ${metadata.text('style_dim')}`);
    if (metadata.number('has_espeak', 0, 1) !== 1) throw refusedFile('unsupported', graph, 'it is not told phonemes by espeak-ng');
    checkPlaces(summary, graph, about, { inputs: INPUTS(width), outputs: [] });
    if (summary.outputs.length !== 1) throw refusedFile('unsupported', graph, `${about} gives one sound, and this gives ${summary.outputs.length}`);
    const bytes = rows * width * speakers * Float32Array.BYTES_PER_ELEMENT;
    if (folder.sizeOf('voices.bin') !== bytes) {
      throw refusedFile('bad-file', 'voices.bin', `it is ${folder.sizeOf('voices.bin')} bytes long, and ${speakers} speakers take ${bytes}`);
    }
    checkTokens(await folder.text('tokens.txt'), 'tokens.txt', version === 2 ? MARKS : []);
    const lexicons = version === 2 ? [ENGLISH.find((name) => folder.has(name)), CHINESE].filter((name) => name !== undefined && folder.has(name)) as string[] : [];
    if (version === 2 && lexicons.length === 0) throw refusedFile('unsupported', folder.name, `it has no lexicon (${ENGLISH.join(' or ')}), which ${about} of this version needs`);
    return {
      name: folder.name,
      kind: 'voice',
      languages: lexicons.includes(CHINESE) ? ['en', 'zh'] : ['en'],
      speakers,
      speakerNames: namesOf(metadata, speakers),
      pronunciation: pronunciationOf(metadata, graph),
      files: Object.fromEntries([['voice.onnx', { from: graph }], ...['voices.bin', 'tokens.txt', ...lexicons].map((name) => [name, { from: name }] as const)]),
      options: { sampleRate, lexicons: lexicons.join() },
    };
  },
};

/** The names that the model lists, when it has one for each speaker. */
function namesOf({ has, text }: ModelMetadata, speakers: number): string[] {
  const names = (has('speaker_names') ? text('speaker_names') : '').split(',').map((name) => name.trim().replace(/^\d+->/, '').slice(0, 100));
  return names.length === speakers && names.every((name) => name !== '') ? names : [];
}

function pronunciationOf({ has, text }: ModelMetadata, file: string): string {
  const language = has('voice') ? text('voice').toLowerCase() : 'en-us';
  if (/^[a-z]{2,4}(?:-[a-z0-9]{1,16}){0,4}$/.test(language)) return language;
  throw refusedFile('bad-file', file, `its pronunciation "${language.slice(0, 40)}" is none`);
}
