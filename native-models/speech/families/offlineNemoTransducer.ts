import { refusedFile } from '../../formats/refusedFile.ts';
import { checkNemoParts } from '../checkNemoParts.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import type { OfflineOptions } from '../offline/OfflineOptions.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import { nemoFeatures } from '../streaming/nemoFeatures.ts';
import { transducerFiles } from '../transducerFiles.ts';

/** A NeMo transducer for whole stretches (Parakeet RNN-T and TDT, GigaAM): asked after the cache-aware one. */
export const offlineNemoTransducer: SpeechFamily = {
  family: 'offline-nemo-transducer',
  version: 1,
  about: 'a NeMo recogniser of whole stretches',
  async detect(folder) {
    const files = transducerFiles(folder);
    if (!files) return null;
    const encoder = await folder.onnx(files.encoder);
    const metadata = metadataOf(encoder, files.encoder);
    if (!metadata.has('pred_hidden') || metadata.has('window_size')) return null;
    const vocabulary = metadata.number('vocab_size', 1, 1_000_000);
    metadata.number('subsampling_factor', 1, 64);
    checkPlaces(encoder, files.encoder, 'an encoder of whole stretches', {
      inputs: [{ type: 'float32', shape: ['N', nemoFeatures(encoder, files.encoder), 'frames'] }, { type: 'int64', shape: ['N'] }],
      outputs: [{ type: 'float32', shape: ['N', 'dim', 'frames'] }, { type: 'int64', shape: ['N'] }],
    });
    const tokens = await checkNemoParts(folder, files, metadata, vocabulary, 'symbols');
    // One that tells how long each symbol lasts gives more numbers than it has symbols.
    const joiner = await folder.onnx(files.joiner);
    const given = joiner.types.get(joiner.outputs[0] ?? '')?.shape?.[3];
    if (typeof given === 'number' && given < vocabulary + 1) throw refusedFile('bad-file', files.joiner, `it gives ${given} numbers, and the model has ${vocabulary + 1} symbols`);
    const options: OfflineOptions = { graph: 'nemo-transducer', capitals: tokens.capitals };
    return {
      name: folder.name,
      kind: 'offline',
      languages: languagesOf(folder.name, tokens),
      files: files.kept,
      options,
    };
  },
};
