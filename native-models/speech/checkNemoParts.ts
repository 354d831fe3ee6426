import { refusedFile } from '../formats/refusedFile.ts';
import { checkPlaces, type GraphPlace } from './checkPlaces.ts';
import type { ModelMetadata } from './metadataOf.ts';
import { readBlankedTokens } from './readBlankedTokens.ts';
import type { TokenTable } from './readTokenTable.ts';
import type { SpeechFolder } from './SpeechFolder.ts';
import type { TransducerFiles } from './transducerFiles.ts';

/**
 * Looks at what a NeMo transducer has beside its encoder: the decoder, an LSTM of which the encoder's `metadata` tells the
 * size, the joiner and the tokens, `vocabulary` and one for nothing. `joined`: a word where the joiner may give more
 * numbers than there are symbols, as that of a TDT does. Errors: `bad-file`, `unsupported`.
 */
export async function checkNemoParts(folder: SpeechFolder, files: TransducerFiles, metadata: ModelMetadata, vocabulary: number, joined: number | string): Promise<TokenTable> {
  const state: GraphPlace = { type: 'float32', shape: [metadata.number('pred_rnn_layers', 1, 16), 'N', metadata.number('pred_hidden', 1, 8_192)] };
  checkPlaces(await folder.onnx(files.decoder), files.decoder, 'a decoder', {
    inputs: [{ type: 'int32', shape: ['N', 'tokens'] }, { type: 'int32', shape: ['N'] }, state, state],
    outputs: [{ type: 'float32', shape: ['N', 'dim', 'tokens'] }, { type: 'int32', shape: ['N'] }, state, state],
  });
  checkPlaces(await folder.onnx(files.joiner), files.joiner, 'a joiner', {
    inputs: [{ type: 'float32', shape: ['N', 'dim', 'frames'] }, { type: 'float32', shape: ['N', 'dim', 'tokens'] }],
    outputs: [{ type: 'float32', shape: ['N', 'frames', 'tokens', joined] }],
  });
  const tokens = await readBlankedTokens(folder, vocabulary + 1, 'last');
  if (tokens.symbols.size === vocabulary + 1) return tokens;
  throw refusedFile('bad-file', 'tokens.txt', `it has ${tokens.symbols.size} symbols, and the model knows ${vocabulary + 1}`);
}
