import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import { readTokenTable } from '../readTokenTable.ts';
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
    const file = singleGraph(folder);
    if (file === null) return null;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('window_size') || !metadata.has('cache_last_channel_dim1')) return null;
    const { window, chunk, subsampling, vocabulary, inputs, next } = nemoStates(metadata, nemoFeatures(summary, file));
    checkPlaces(summary, file, 'a cache-aware recogniser', {
      inputs,
      outputs: [{ type: 'float32', shape: ['N', 'frames', vocabulary + 1] }, { type: 'int64', shape: ['N'] }, ...next],
    });
    const tokens = readTokenTable(await folder.text('tokens.txt'), 'tokens.txt', vocabulary + 1);
    if (tokens.idOf('<blk>') !== vocabulary) throw refusedFile('bad-file', 'tokens.txt', 'its last symbol is not <blk>, the one for nothing');
    const options: StreamingOptions = {
      graph: 'nemo-ctc', chunkMs: chunk * 10, windowMs: window * 10, timeScale: subsampling / BELIEVED_SUBSAMPLING,
      capitals: tokens.capitals, unmarked: tokens.unmarked, languageOption: false,
    };
    return {
      name: folder.name, kind: 'streaming', languages: languagesOf(folder.name, tokens), files: { 'model.onnx': { from: file }, 'tokens.txt': { from: 'tokens.txt' } }, options,
    };
  },
};
