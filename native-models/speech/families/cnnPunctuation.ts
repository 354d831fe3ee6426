import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { metadataOf } from '../metadataOf.ts';
import type { PunctuationOptions } from '../punctuation/PunctuationOptions.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

/** What the native library takes these for, whatever the file says, and ends the process when it says otherwise. */
const PLACES = { COMMA: 1, PERIOD: 2, QUESTION: 3, UPPER: 1, CAP: 2, MIX_CASE: 3 };
/** Tokens that it looks at, at once. */
const LENGTH = 200;
const MAX_PIECES = 1_000_000;

/** A CNN with BiLSTM that sets English marks and capitals (sherpa-onnx's online-punct-en): model.onnx and bpe.vocab. */
export const cnnPunctuation: SpeechFamily = {
  family: 'cnn-punctuation',
  version: 1,
  about: 'a model that sets English marks and capitals',
  async detect(folder) {
    const file = ['model.onnx', 'model.int8.onnx'].find((name) => folder.has(name));
    if (file === undefined || !folder.has('bpe.vocab')) return null;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('COMMA')) return null;
    for (const [key, place] of Object.entries(PLACES)) metadata.number(key, place, place);
    checkPlaces(summary, file, 'a model that sets marks', {
      inputs: [{ type: 'int32', shape: ['N', LENGTH] }, { type: 'int32', shape: ['N', LENGTH] }, { type: 'int32', shape: ['N'] }],
      outputs: [{ type: 'float32', shape: ['words', 'cases'] }, { type: 'float32', shape: ['words', 'marks'] }],
    });
    const told = summary.outputs.slice(0, 2).map((name) => summary.types.get(name)?.shape?.[1]);
    if (!told.every((size) => typeof size === 'number' && size >= 1 && size <= 100)) throw refusedFile('unsupported', file, 'it does not tell how many cases and marks it knows');
    checkPieces(await folder.text('bpe.vocab'));
    const options: PunctuationOptions = { graph: 'cnn-bilstm' };
    return { name: folder.name, kind: 'punctuation', languages: ['en'], files: { 'model.onnx': { from: file }, 'bpe.vocab': { from: 'bpe.vocab' } }, options };
  },
};

/** A piece and its score on each line: the native library ends the process over another line. */
function checkPieces(text: string): void {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const wrong = lines.findIndex((line) => !/^\S{1,1000}\s+-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/u.test(line));
  if (wrong >= 0) throw refusedFile('bad-file', 'bpe.vocab', `its line ${wrong + 1} is not a piece and its score`);
  if (lines.length === 0 || lines.length > MAX_PIECES) throw refusedFile('bad-file', 'bpe.vocab', `it has ${lines.length} pieces, and 1 to ${MAX_PIECES} are possible`);
}
