import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import type { OfflineOptions } from '../offline/OfflineOptions.ts';
import { readBlankedTokens } from '../readBlankedTokens.ts';
import { singleGraph } from '../singleGraph.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import { nemoFeatures } from '../streaming/nemoFeatures.ts';

/** Values of `model_type` that the native library takes for NeMo's. */
const NEMO = ['EncDecCTCModelBPE', 'EncDecCTCModel', 'EncDecHybridRNNTCTCBPEModel'];
const ZIPFORMER = 'zipformer2_ctc';

/** A recogniser of whole stretches with CTC (NeMo, or icefall's Zipformer2): asked after the streaming ones. */
export const offlineCtc: SpeechFamily = {
  family: 'offline-ctc',
  version: 1,
  about: 'a recogniser of whole stretches with CTC',
  async detect(folder) {
    const found = singleGraph(folder);
    if (found === null) return null;
    const { file, kept } = found;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('model_type') || metadata.has('window_size') || metadata.has('decode_chunk_len')) return null;
    const type = metadata.text('model_type');
    if (type !== ZIPFORMER && !NEMO.includes(type)) return null;
    const size = type === ZIPFORMER ? summary.types.get(summary.outputs[0] ?? '')?.shape?.[2] : metadata.number('vocab_size', 1, 1_000_000) + 1;
    if (typeof size !== 'number' || size < 2) throw refusedFile('unsupported', file, 'it does not tell how many symbols it knows (the third size of its first output)');
    if (type !== ZIPFORMER) metadata.number('subsampling_factor', 1, 64);
    const features = type === ZIPFORMER ? (['N', 'frames', 80] as const) : (['N', nemoFeatures(summary, file), 'frames'] as const);
    const lengths = { type: 'int64', shape: ['N'] };
    checkPlaces(summary, file, 'a recogniser with CTC', {
      inputs: [{ type: 'float32', shape: features }, lengths],
      outputs: [{ type: 'float32', shape: ['N', 'frames', size] }, ...(type === ZIPFORMER ? [lengths] : [])],
    });
    const tokens = await readBlankedTokens(folder, size, 'any');
    const options: OfflineOptions = { graph: type === ZIPFORMER ? 'zipformer-ctc' : 'nemo-ctc', capitals: tokens.capitals };
    return { name: folder.name, kind: 'offline', languages: languagesOf(folder.name, tokens), files: kept, options };
  },
};
