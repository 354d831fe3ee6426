import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { metadataOf } from '../metadataOf.ts';
import type { OfflineOptions } from '../offline/OfflineOptions.ts';
import { readTokenTable } from '../readTokenTable.ts';
import { singleGraph } from '../singleGraph.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

const LANGUAGES = ['zh', 'en', 'ja', 'ko', 'yue'];
const FEATURES = 80;

/** SenseVoice (FunASR) as sherpa-onnx's scripts export it: one ONNX file and tokens.txt. It finds out the language. */
export const senseVoice: SpeechFamily = {
  family: 'sense-voice',
  version: 1,
  about: 'SenseVoice',
  async detect(folder) {
    const found = singleGraph(folder);
    if (found === null) return null;
    const { file, kept } = found;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('lfr_window_size') || !metadata.has('lang_auto')) return null;
    if (metadata.has('comment') && metadata.text('comment').includes('Nano')) throw refusedFile('unsupported', file, 'it is a SenseVoice of another kind (Nano)');
    const window = metadata.number('lfr_window_size', 1, 100);
    metadata.number('lfr_window_shift', 1, window);
    metadata.number('normalize_samples', 0, 1);
    for (const key of ['with_itn', 'without_itn', 'lang_auto', ...LANGUAGES.map((code) => `lang_${code}`)]) metadata.number(key, 0, 1_000_000);
    for (const key of ['neg_mean', 'inv_stddev']) {
      const values = metadata.text(key).split(',').map(Number);
      if (values.length !== window * FEATURES || !values.every(Number.isFinite)) throw refusedFile('bad-file', file, `its metadata has to have ${window * FEATURES} numbers for "${key}"`);
    }
    const size = metadata.number('vocab_size', 2, 1_000_000);
    checkPlaces(summary, file, 'SenseVoice', {
      inputs: [{ type: 'float32', shape: ['N', 'frames', window * FEATURES] }, ...Array.from({ length: 3 }, () => ({ type: 'int32', shape: ['N'] }))],
      outputs: [{ type: 'float32', shape: ['N', 'frames', size] }],
    });
    const tokens = readTokenTable(await folder.text('tokens.txt'), 'tokens.txt', size);
    const options: OfflineOptions = { graph: 'sense-voice', capitals: false };
    return { name: folder.name, kind: 'offline', languages: tokens.has('<|en|>') ? LANGUAGES : [], files: kept, options };
  },
};
