import { refusedFile } from '../../formats/refusedFile.ts';
import { checkGraph } from '../checkGraph.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import { readBlankedTokens } from '../readBlankedTokens.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { StreamingOptions } from '../streaming/StreamingOptions.ts';
import { zipformer2States } from '../streaming/zipformer2States.ts';
import { transducerFiles } from '../transducerFiles.ts';

/** A streaming Zipformer2 transducer (icefall): encoder, decoder and joiner of names that begin so, and tokens.txt. */
export const zipformer2: SpeechFamily = {
  family: 'zipformer2',
  version: 1,
  about: 'a streaming recogniser',
  async detect(folder) {
    const files = transducerFiles(folder);
    if (!files) return null;
    const encoder = await folder.onnx(files.encoder);
    const metadata = metadataOf(encoder, files.encoder);
    if (!metadata.has('decode_chunk_len')) return null;
    const type = metadata.text('model_type');
    if (type !== 'zipformer2') throw refusedFile('unsupported', files.encoder, `it is a streaming encoder of the kind "${type.slice(0, 40)}", and of this exporter's zipformer2 alone is known`);
    const { window, chunk, states } = zipformer2States(metadata);
    const [decoder, joiner] = [await folder.onnx(files.decoder), await folder.onnx(files.joiner)];
    const of = metadataOf(decoder, files.decoder);
    const [size, context] = [of.number('vocab_size', 2, 1_000_000), of.number('context_size', 1, 16)];
    checkGraph(encoder, files.encoder, 'a streaming encoder', {
      inputs: [{ name: 'x', type: 'float32', shape: ['N', window, 80] }, ...states],
      outputs: [{ name: 'encoder_out', type: 'float32', shape: ['N', 'frames', 'dim'] }, ...states.map((state) => ({ ...state, name: `new_${state.name}` }))],
    });
    checkGraph(decoder, files.decoder, 'a decoder', {
      inputs: [{ name: 'y', type: 'int64', shape: ['N', context] }],
      outputs: [{ name: 'decoder_out', type: 'float32', shape: ['N', 'dim'] }],
    });
    const dimOf = (name: string, from: typeof encoder, at: number): number | string => from.types.get(name)?.shape?.[at] ?? 'dim';
    checkGraph(joiner, files.joiner, 'a joiner', {
      inputs: [
        { name: 'encoder_out', type: 'float32', shape: ['N', dimOf('encoder_out', encoder, 2)] },
        { name: 'decoder_out', type: 'float32', shape: ['N', dimOf('decoder_out', decoder, 1)] },
      ],
      outputs: [{ name: 'logit', type: 'float32', shape: ['N', size] }],
    });
    const tokens = await readBlankedTokens(folder, size, 'first');
    const options: StreamingOptions = {
      graph: 'transducer', chunkMs: chunk * 10, windowMs: window * 10, timeScale: 1, capitals: tokens.capitals, unmarked: tokens.unmarked, languageOption: false,
    };
    return {
      name: folder.name,
      kind: 'streaming',
      languages: languagesOf(folder.name, tokens),
      files: files.kept,
      options,
    };
  },
};
