import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { metadataOf } from '../metadataOf.ts';
import type { PunctuationOptions } from '../punctuation/PunctuationOptions.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

/** Marks that the native library looks up, and ends the process without. */
const MARKS = ['。', '，', '？', '、', '_'];

/** A CT-Transformer that sets marks (FunASR), as sherpa-onnx's scripts export it: one ONNX file with its words inside. */
export const ctPunctuation: SpeechFamily = {
  family: 'ct-punctuation',
  version: 1,
  about: 'a CT-Transformer that sets marks',
  async detect(folder) {
    const file = folder.files.find((name) => /^[^/]+\.onnx$/.test(name) && !name.endsWith('.int8.onnx')) ?? folder.files.find((name) => /^[^/]+\.onnx$/.test(name));
    if (file === undefined) return null;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('punctuations') || !metadata.has('tokens')) return null;
    const tokens = metadata.text('tokens').split('|');
    if (tokens.length !== metadata.number('vocab_size', 1, 1_000_000)) throw refusedFile('bad-file', file, 'its list of words has another length than it says');
    if (!tokens.includes(metadata.text('unk_symbol'))) throw refusedFile('bad-file', file, 'its list of words lacks the one for unknown words');
    const marks = metadata.text('punctuations').split('|');
    const lacking = MARKS.find((mark) => !marks.includes(mark));
    if (lacking !== undefined) throw refusedFile('unsupported', file, `its list of marks lacks "${lacking}"`);
    checkPlaces(summary, file, 'a model that sets marks', {
      inputs: [{ type: 'int32', shape: ['N', 'tokens'] }, { type: 'int32', shape: ['N'] }],
      outputs: [{ type: 'float32', shape: ['N', 'tokens', marks.length] }],
    });
    if (typeof summary.types.get(summary.outputs[0] ?? '')?.shape?.[2] !== 'number') throw refusedFile('unsupported', file, 'it does not tell how many marks it knows');
    const options: PunctuationOptions = { graph: 'ct-transformer' };
    return { name: folder.name, kind: 'punctuation', languages: ['zh', 'en'], files: { 'model.onnx': { from: file } }, options };
  },
};
