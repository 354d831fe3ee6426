import { refusedFile } from '../../formats/refusedFile.ts';
import { checkGraph } from '../checkGraph.ts';
import { languagesOf } from '../languagesOf.ts';
import { metadataOf } from '../metadataOf.ts';
import { readBlankedTokens } from '../readBlankedTokens.ts';
import { singleGraph } from '../singleGraph.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { StreamingOptions } from '../streaming/StreamingOptions.ts';
import { zipformer2States } from '../streaming/zipformer2States.ts';

/** A streaming Zipformer2 with CTC (icefall): one graph and tokens.txt. */
export const zipformer2Ctc: SpeechFamily = {
  family: 'zipformer2-ctc',
  version: 1,
  about: 'a streaming recogniser with CTC',
  async detect(folder) {
    const found = singleGraph(folder);
    if (found === null) return null;
    const { file, kept } = found;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('decode_chunk_len') || !metadata.has('encoder_dims')) return null;
    const { window, chunk, states } = zipformer2States(metadata);
    const size = summary.types.get('log_probs')?.shape?.[2];
    if (typeof size !== 'number' || size < 2) throw refusedFile('unsupported', file, 'it does not tell how many symbols it knows (the third size of "log_probs")');
    checkGraph(summary, file, 'a streaming recogniser', {
      inputs: [{ name: 'x', type: 'float32', shape: ['N', window, 80] }, ...states],
      outputs: [{ name: 'log_probs', type: 'float32', shape: ['N', 'frames', size] }, ...states.map((state) => ({ ...state, name: `new_${state.name}` }))],
    });
    const tokens = await readBlankedTokens(folder, size, 'any');
    const options: StreamingOptions = {
      graph: 'zipformer2-ctc', chunkMs: chunk * 10, windowMs: window * 10, timeScale: 1, capitals: tokens.capitals, unmarked: tokens.unmarked, languageOption: false,
    };
    return {
      name: folder.name, kind: 'streaming', languages: languagesOf(folder.name, tokens), files: kept, options,
    };
  },
};
