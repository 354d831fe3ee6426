import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces, type GraphPlace } from '../checkPlaces.ts';
import { metadataOf, type ModelMetadata } from '../metadataOf.ts';
import type { OfflineOptions } from '../offline/OfflineOptions.ts';
import { readTokenTable } from '../readTokenTable.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';

const MAX_TOKENS = 1_048_576;
const MAX_SIZE = 8_192;
/** Of one recogniser; Whisper large-v3 knows 100. */
const MAX_LANGUAGES = 500;
/** Bytes of a token as the native library reads them: it ends the process over any other character. OpenAI's own table has `=` alone. */
const BASE64 = /^(?:=|(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;

/**
 * Whisper as sherpa-onnx's scripts export it: `NAME-encoder.onnx`, `NAME-decoder.onnx` and `NAME-tokens.txt`, for whole
 * stretches.
 */
export const sherpaWhisper: SpeechFamily = {
  family: 'sherpa-whisper',
  version: 1,
  about: 'Whisper as sherpa-onnx has it',
  async detect(folder) {
    const files = whisperFiles(folder);
    if (files === null) return null;
    const encoder = await folder.onnx(files.encoder);
    const metadata = metadataOf(encoder, files.encoder);
    if (!metadata.has('n_text_layer') || !metadata.has('sot_sequence')) return null;
    const bins = metadata.number('n_mels', 1, 512);
    const [layers, length, size] = [metadata.number('n_text_layer', 1, 128), metadata.number('n_text_ctx', 8, MAX_SIZE), metadata.number('n_text_state', 1, MAX_SIZE)];
    const vocabulary = metadata.number('n_vocab', 2, MAX_TOKENS);
    const languages = languagesOf(metadata, files.encoder, vocabulary);
    const cross: GraphPlace = { type: 'float32', shape: [layers, 'N', 'frames', size] };
    const state: GraphPlace = { type: 'float32', shape: [layers, 'N', length, size] };
    checkPlaces(encoder, files.encoder, "Whisper's encoder", { inputs: [{ type: 'float32', shape: ['N', bins, 'frames'] }], outputs: [cross, cross] });
    checkPlaces(await folder.onnx(files.decoder), files.decoder, "Whisper's decoder", {
      inputs: [{ type: 'int64', shape: ['N', 'tokens'] }, state, state, cross, cross, { type: 'int64', shape: [1] }],
      outputs: [{ type: 'float32', shape: ['N', 'tokens', vocabulary] }, state, state],
    });
    const { symbols } = readTokenTable(await folder.text(files.tokens), files.tokens, metadata.number('eot', 0, vocabulary - 1));
    const wrong = [...symbols].find(([, symbol]) => !BASE64.test(symbol));
    if (wrong) throw refusedFile('bad-file', files.tokens, `its symbol with the number ${wrong[0]} is not written as base64`);
    const frames = encoder.types.get(encoder.inputs[0] ?? '')?.shape?.[2];
    const options: OfflineOptions = { graph: 'whisper', capitals: false, languageOption: languages.length > 1, wholeWindow: typeof frames === 'number' };
    return {
      name: folder.name,
      kind: 'offline',
      languages,
      files: { 'encoder.onnx': { from: files.encoder }, 'decoder.onnx': { from: files.decoder }, 'tokens.txt': { from: files.tokens } },
      options,
    };
  },
};

/** Both graphs in float32 where they are there, else both in int8; null for a folder that is of another kind. */
function whisperFiles(folder: SpeechFolder): { readonly encoder: string; readonly decoder: string; readonly tokens: string } | null {
  const names = folder.files.flatMap((file) => /^([^/]+)-tokens\.txt$/.exec(file)?.[1] ?? []);
  for (const name of names) {
    for (const ending of ['onnx', 'int8.onnx']) {
      const [encoder, decoder] = [`${name}-encoder.${ending}`, `${name}-decoder.${ending}`];
      if (folder.has(encoder) && folder.has(decoder)) return { encoder, decoder, tokens: `${name}-tokens.txt` };
    }
  }
  return null;
}

/** Checks all tokens that the native library looks up; returns the codes of the languages that it can be told. */
function languagesOf(metadata: ModelMetadata, file: string, vocabulary: number): string[] {
  for (const key of ['sot', 'blank_id', 'translate', 'transcribe', 'no_timestamps', 'no_speech']) metadata.number(key, 0, vocabulary - 1);
  const isMultilingual = metadata.number('is_multilingual', 0, 1) === 1;
  // Of several languages: start, language, task.
  metadata.list('sot_sequence', 0, vocabulary - 1, isMultilingual ? 3 : 1);
  if (!isMultilingual) return ['en'];
  const codes = metadata.text('all_language_codes').split(',');
  if (codes.length > MAX_LANGUAGES || !codes.every((code) => /^[a-z]{2,3}$/.test(code))) {
    throw refusedFile('bad-file', file, 'its metadata has something else than codes of languages for "all_language_codes"');
  }
  metadata.list('all_language_tokens', 0, vocabulary - 1, codes.length);
  return codes;
}
