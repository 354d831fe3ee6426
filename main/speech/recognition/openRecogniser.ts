import { join } from 'node:path';
import type sherpaOnnx from 'sherpa-onnx-node';
import type { StreamingOptions } from '../../../native-models/speech/streaming/StreamingOptions.ts';
import { SAMPLE_RATE } from '../activity/activityFormat.ts';
import type { Recogniser } from './Recogniser.ts';

/** A recogniser as it lies in its folder, checked. */
export interface RecogniserFolder {
  readonly directory: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly options: StreamingOptions;
}

/**
 * Loads a streaming recogniser. The native library ends the process over a file that it cannot use, so the folder must
 * have been checked. Its own rules for the ends of phrases are off: voice activity tells those.
 */
export function openRecogniser(sherpa: typeof sherpaOnnx, { directory, name, languages, options }: RecogniserFolder, threads: number): Recogniser {
  const file = (name: string): string => join(directory, name);
  const { graph, chunkMs, windowMs, timeScale, capitals, languageOption } = options;
  const recogniser = new sherpa.OnlineRecognizer({
    featConfig: { sampleRate: SAMPLE_RATE, featureDim: 80 },
    modelConfig: {
      ...(graph === 'transducer' && { transducer: { encoder: file('encoder.onnx'), decoder: file('decoder.onnx'), joiner: file('joiner.onnx') } }),
      ...(graph === 'zipformer2-ctc' && { zipformer2Ctc: { model: file('model.onnx') } }),
      ...(graph === 'nemo-ctc' && { nemoCtc: { model: file('model.onnx') } }),
      tokens: file('tokens.txt'),
      numThreads: threads,
      provider: 'cpu',
      debug: false,
    },
    decodingMethod: 'greedy_search',
    enableEndpoint: false,
  });
  // A window is looked at when one frame more than it is there; the last word wants a whole window behind it.
  const tail = Math.ceil(((windowMs + chunkMs + 20) * SAMPLE_RATE) / 1_000);
  return {
    name,
    languages,
    capitals,
    chunk: Math.ceil((chunkMs * SAMPLE_RATE) / 1_000),
    begin(language) {
      const stream = recogniser.createStream();
      if (language !== null && languageOption) stream.setOption('language', language);
      const accept = (samples: Float32Array): void => stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE });
      return {
        accept,
        finish() {
          accept(new Float32Array(tail));
          stream.inputFinished();
        },
        isReady: () => recogniser.isReady(stream),
        step() {
          if (!recogniser.isReady(stream)) return false;
          recogniser.decode(stream);
          return true;
        },
        heard() {
          const { tokens, timestamps, ys_probs: logarithms } = recogniser.getResult(stream);
          return {
            tokens,
            startMs: timestamps.map((seconds) => seconds * 1_000 * timeScale),
            probabilities: logarithms.length === tokens.length ? logarithms.map((value) => Math.min(1, Math.exp(value))) : [],
          };
        },
      };
    },
  };
}
