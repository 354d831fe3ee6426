import { checkPlaces } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import type { OfflineOptions } from '../offline/OfflineOptions.ts';
import { readBlankedTokens } from '../readBlankedTokens.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import { transducerFiles } from '../transducerFiles.ts';

/** A transducer for whole stretches (icefall's Zipformer, Zipformer2 and Conformer): asked after the streaming ones. */
export const offlineTransducer: SpeechFamily = {
  family: 'offline-transducer',
  version: 1,
  about: 'a recogniser of whole stretches',
  async detect(folder) {
    const files = transducerFiles(folder);
    if (!files) return null;
    const [encoder, decoder, joiner] = [await folder.onnx(files.encoder), await folder.onnx(files.decoder), await folder.onnx(files.joiner)];
    if (decoder.outputs.length !== 1) return null;
    const metadata = metadataOf(decoder, files.decoder);
    const [size, context] = [metadata.number('vocab_size', 2, 1_000_000), metadata.number('context_size', 1, 16)];
    checkPlaces(encoder, files.encoder, 'an encoder of whole stretches', {
      inputs: [{ type: 'float32', shape: ['N', 'frames', 80] }, { type: 'int64', shape: ['N'] }],
      outputs: [{ type: 'float32', shape: ['N', 'frames', 'dim'] }, { type: 'int64', shape: ['N'] }],
    });
    checkPlaces(decoder, files.decoder, 'a decoder', { inputs: [{ type: 'int64', shape: ['N', context] }], outputs: [{ type: 'float32', shape: ['N', 'dim'] }] });
    checkPlaces(joiner, files.joiner, 'a joiner', {
      inputs: [{ type: 'float32', shape: ['N', 'dim'] }, { type: 'float32', shape: ['N', 'dim'] }],
      outputs: [{ type: 'float32', shape: ['N', size] }],
    });
    const tokens = await readBlankedTokens(folder, size, 'first');
    const options: OfflineOptions = { graph: 'transducer', capitals: tokens.capitals };
    return {
      name: folder.name,
      kind: 'offline',
      languages: languagesOf(folder.name, tokens),
      files: files.kept,
      options,
    };
  },
};
