import { checkPlaces } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import { readBlankedTokens } from '../readBlankedTokens.ts';
import { singleGraph } from '../singleGraph.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import { nemoFeatures } from '../streaming/nemoFeatures.ts';
import { nemoStates } from '../streaming/nemoStates.ts';
import type { StreamingOptions } from '../streaming/StreamingOptions.ts';

/** Frames of one frame that the native library believes of every CTC graph. */
const BELIEVED_SUBSAMPLING = 4;

/** A cache-aware streaming FastConformer with CTC (NeMo): one graph and tokens.txt. */
export const nemoCtc: SpeechFamily = {
  family: 'nemo-ctc',
  version: 1,
  about: 'a cache-aware NeMo recogniser with CTC',
  async detect(folder) {
    const found = singleGraph(folder);
    if (found === null) return null;
    const { file, kept } = found;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('window_size') || !metadata.has('cache_last_channel_dim1')) return null;
    const { window, chunk, subsampling, vocabulary, inputs, next } = nemoStates(metadata, nemoFeatures(summary, file));
    checkPlaces(summary, file, 'a cache-aware recogniser', {
      inputs,
      outputs: [{ type: 'float32', shape: ['N', 'frames', vocabulary + 1] }, { type: 'int64', shape: ['N'] }, ...next],
    });
    const tokens = await readBlankedTokens(folder, vocabulary + 1, 'last');
    const options: StreamingOptions = {
      graph: 'nemo-ctc', chunkMs: chunk * 10, windowMs: window * 10, timeScale: subsampling / BELIEVED_SUBSAMPLING,
      capitals: tokens.capitals, unmarked: tokens.unmarked, languageOption: false,
    };
    return {
      name: folder.name, kind: 'streaming', languages: languagesOf(folder.name, tokens), files: kept, options,
    };
  },
};
