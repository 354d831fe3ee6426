import { join } from 'node:path';
import type sherpaOnnx from 'sherpa-onnx-node';
import { refusedFile } from '../../../native-models/formats/refusedFile.ts';
import { PunctuationOptions } from '../../../native-models/speech/punctuation/PunctuationOptions.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';

/** What Chinese marks are in a text of Latin letters: some models know no others. */
const LATIN: Readonly<Record<string, string>> = { '，': ',', '。': '.', '？': '?', '、': ',', '！': '!' };
const BEHIND_LATIN = /(?<=[\p{Script=Latin}\p{N}])[，。？、！](?=(\S)?)/gu;

/** The same words with marks and capitals. */
export type Punctuation = (text: string) => string;

/** Loads an installed model that sets marks; its folder was checked when it was installed. Errors: `bad-file`. */
export async function openPunctuation(sherpa: typeof sherpaOnnx, directory: string): Promise<Punctuation> {
  const { kind, options } = await readInstalledSpeech(directory);
  const parsed = PunctuationOptions.safeParse(options);
  if (kind !== 'punctuation' || !parsed.success) throw refusedFile('bad-file', 'model.json', 'it is not that of a model that sets marks');
  const common = { numThreads: 1, debug: false, provider: 'cpu' } as const;
  const model = join(directory, 'model.onnx');
  const marker =
    parsed.data.graph === 'ct-transformer'
      ? new sherpa.OfflinePunctuation({ model: { ctTransformer: model, ...common } })
      : new sherpa.OnlinePunctuation({ model: { cnnBilstm: model, bpeVocab: join(directory, 'bpe.vocab'), ...common } });
  // Its own marks would be read as words; capitals it sets itself.
  return (text) => (text.trim() === '' ? text : marker.addPunct(text.trim().toLowerCase()).replaceAll(BEHIND_LATIN, (mark: string, next?: string) => `${LATIN[mark] ?? mark}${next === undefined ? '' : ' '}`));
}
