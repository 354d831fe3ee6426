import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces } from '../checkPlaces.ts';
import { metadataOf } from '../metadataOf.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

/** Mel bins that the native library makes for WeSpeaker's and 3D-Speaker's models. */
const FEATURES = 80;
const FRAMEWORKS = ['wespeaker', '3d-speaker', 'nemo'];
const NORMALISED = { general: ['', 'global-mean'], nemo: ['', 'per_feature', 'all_features'] };

/** A speaker embedding (WeSpeaker, 3D-Speaker, NeMo) as sherpa-onnx's scripts export it: one ONNX file. */
export const speakers: SpeechFamily = {
  family: 'speakers',
  version: 1,
  about: 'a model that tells voices apart',
  async detect(folder) {
    const graphs = folder.files.filter((name) => name.endsWith('.onnx'));
    const [file] = graphs;
    if (file === undefined || graphs.length > 1 || folder.has('tokens.txt')) return null;
    const summary = await folder.onnx(file);
    const metadata = metadataOf(summary, file);
    if (!metadata.has('framework') || !metadata.has('output_dim')) return null;
    const framework = metadata.text('framework');
    if (!FRAMEWORKS.includes(framework)) throw refusedFile('unsupported', file, `it is of the framework "${framework.slice(0, 40)}"`);
    const size = metadata.number('output_dim', 1, 8_192);
    if (metadata.number('sample_rate', 1, 192_000) !== 16_000) throw refusedFile('unsupported', file, 'it wants another sample rate than 16,000 Hz');
    const language = metadata.text('language');
    const isNemo = framework === 'nemo';
    const normalised = metadata.has('feature_normalize_type') ? metadata.text('feature_normalize_type') : '';
    if (!NORMALISED[isNemo ? 'nemo' : 'general'].includes(normalised)) {
      throw refusedFile('unsupported', file, `its features are normalised in a way that is not known, "${normalised.slice(0, 40)}"`);
    }
    if (isNemo) {
      const features = metadata.number('feat_dim', 20, 256);
      metadata.number('window_size_ms', 1, 1_000);
      metadata.number('window_stride_ms', 1, 1_000);
      checkPlaces(summary, file, 'a speaker embedding of NeMo', {
        inputs: [{ type: 'float32', shape: ['N', features, 'frames'] }, { type: 'int64', shape: ['N'] }],
        outputs: [{ type: 'float32', shape: ['N', 'classes'] }, { type: 'float32', shape: ['N', size] }],
      });
    } else {
      metadata.number('normalize_samples', 0, 1);
      checkPlaces(summary, file, 'a speaker embedding', {
        inputs: [{ type: 'float32', shape: ['N', 'frames', FEATURES] }],
        outputs: [{ type: 'float32', shape: ['N', size] }],
      });
    }
    return { name: folder.name, kind: 'speakers', languages: [language.slice(0, 40)], files: { 'model.onnx': { from: file } }, options: { size } };
  },
};
