import { join } from 'node:path';
import type { OfflineRecognizerConfig } from 'sherpa-onnx-node';
import type { OfflineOptions } from '../../../native-models/speech/offline/OfflineOptions.ts';

/** So many frames of silence fill up 30 s of any sound: 10 ms each. */
const WINDOW_FRAMES = 3_000;

/**
 * The files of an installed recogniser as the native library wants to be given them.
 *
 * @param language a code that the model knows; empty: it finds out
 */
export function offlineGraphs(directory: string, options: OfflineOptions, language: string): Partial<OfflineRecognizerConfig['modelConfig']> {
  const file = (name: string): string => join(directory, name);
  const transducer = { encoder: file('encoder.onnx'), decoder: file('decoder.onnx'), joiner: file('joiner.onnx') };
  switch (options.graph) {
    case 'transducer':
      return { transducer, modelType: 'transducer' };
    case 'nemo-transducer':
      return { transducer, modelType: 'nemo_transducer' };
    case 'nemo-ctc':
      return { nemoCtc: { model: file('model.onnx') } };
    case 'zipformer-ctc':
      return { zipformerCtc: { model: file('model.onnx') } };
    case 'sense-voice':
      return { senseVoice: { model: file('model.onnx'), language: 'auto', useInverseTextNormalization: 1 } };
    case 'whisper':
      return { whisper: { encoder: file('encoder.onnx'), decoder: file('decoder.onnx'), language, task: 'transcribe', tailPaddings: options.wholeWindow ? WINDOW_FRAMES : -1 } };
    case 'moonshine':
      return {
        moonshine: { preprocessor: file('preprocess.onnx'), encoder: file('encode.onnx'), uncachedDecoder: file('uncached_decode.onnx'), cachedDecoder: file('cached_decode.onnx') },
      };
  }
}
