import { checkNemoParts } from '../checkNemoParts.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import { nemoFeatures } from '../streaming/nemoFeatures.ts';
import { nemoStates } from '../streaming/nemoStates.ts';
import { promptLanguages } from '../streaming/promptLanguages.ts';
import type { StreamingOptions } from '../streaming/StreamingOptions.ts';
import { transducerFiles } from '../transducerFiles.ts';

const PROMPT = 'prompt_index';

/**
 * A cache-aware streaming FastConformer transducer (NeMo): encoder, decoder and joiner of names that begin so, and
 * tokens.txt. Its graphs are bound by place: names such as `onnx::LSTM_3` are left to chance by the exporter.
 */
export const nemoTransducer: SpeechFamily = {
  family: 'nemo-transducer',
  version: 1,
  about: 'a cache-aware NeMo recogniser',
  async detect(folder) {
    const files = transducerFiles(folder);
    if (!files) return null;
    const encoder = await folder.onnx(files.encoder);
    const metadata = metadataOf(encoder, files.encoder);
    if (!metadata.has('window_size') || !metadata.has('pred_hidden')) return null;
    const { window, chunk, vocabulary, inputs, next } = nemoStates(metadata, nemoFeatures(encoder, files.encoder));
    const isPrompted = encoder.inputs.at(-1) === PROMPT;
    checkPlaces(encoder, files.encoder, 'a cache-aware encoder', {
      inputs: isPrompted ? [...inputs, { type: 'int64', shape: ['N'] }] : inputs,
      outputs: [{ type: 'float32', shape: ['N', 'dim', 'frames'] }, { type: 'int64', shape: ['N'] }, ...next],
    });
    const tokens = await checkNemoParts(folder, files, metadata, vocabulary, vocabulary + 1);
    const languages = isPrompted ? promptLanguages(metadata.text('prompt_dictionary')) : [];
    const options: StreamingOptions = {
      graph: 'transducer', chunkMs: chunk * 10, windowMs: window * 10, timeScale: 1, capitals: tokens.capitals, unmarked: tokens.unmarked, languageOption: languages.length > 0,
    };
    return {
      name: folder.name,
      kind: 'streaming',
      languages: languages.length > 0 ? languages : languagesOf(folder.name, tokens),
      files: files.kept,
      options,
    };
  },
};
