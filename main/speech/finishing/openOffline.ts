import { join } from 'node:path';
import type sherpaOnnx from 'sherpa-onnx-node';
import type { OfflineRecognizerConfig } from 'sherpa-onnx-node';
import type { Word } from '../../../app/captions/Word.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { refusedFile } from '../../../native-models/formats/refusedFile.ts';
import { OfflineOptions } from '../../../native-models/speech/offline/OfflineOptions.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { physicalCores } from '../../engine/physicalCores.ts';
import { SAMPLE_RATE } from '../activity/activityFormat.ts';
import { wordsOfTokens } from '../recognition/wordsOfTokens.ts';

/** Less sound holds no word, and some graphs cannot take it: a tenth of a second. */
const LEAST_SAMPLES = SAMPLE_RATE / 10;

/** Writes down a stretch of speech (16 kHz, -1 to 1) in one go. */
export type OfflineRecogniser = (samples: Float32Array, language: string | null) => Promise<Word[]>;

/** Loads an installed recogniser of whole stretches; its folder was checked when it was installed. Errors: `bad-file`. */
export async function openOffline(sherpa: typeof sherpaOnnx, directory: string, threads: number): Promise<OfflineRecogniser> {
  const { kind, name, options } = await readInstalledSpeech(directory);
  const parsed = OfflineOptions.safeParse(options);
  if (kind !== 'offline' || !parsed.success) throw refusedFile('bad-file', 'model.json', 'it is not that of a recogniser');
  const { graph, capitals } = parsed.data;
  const file = (name: string): string => join(directory, name);
  const transducer = { encoder: file('encoder.onnx'), decoder: file('decoder.onnx'), joiner: file('joiner.onnx') };
  const model: Record<OfflineOptions['graph'], Partial<OfflineRecognizerConfig['modelConfig']>> = {
    transducer: { transducer, modelType: 'transducer' },
    'nemo-transducer': { transducer, modelType: 'nemo_transducer' },
    'nemo-ctc': { nemoCtc: { model: file('model.onnx') } },
    'zipformer-ctc': { zipformerCtc: { model: file('model.onnx') } },
    'sense-voice': { senseVoice: { model: file('model.onnx'), language: 'auto', useInverseTextNormalization: 1 } },
  };
  const recogniser = await sherpa.OfflineRecognizer.createAsync({
    featConfig: { sampleRate: SAMPLE_RATE, featureDim: 80 },
    modelConfig: { ...model[graph], tokens: file('tokens.txt'), numThreads: threads === 0 ? physicalCores() : threads, provider: 'cpu', debug: false },
  }).catch((cause: unknown) => {
    throw new AppError('bad-file', `The recogniser ${name} cannot be loaded; remove it and add it again.`, {}, { cause });
  });
  return async (samples) => {
    if (samples.length < LEAST_SAMPLES) return [];
    const stream = recogniser.createStream();
    stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE });
    const { tokens, timestamps } = await recogniser.decodeAsync(stream);
    const startMs = timestamps.length === tokens.length ? timestamps.map((seconds) => seconds * 1_000) : tokens.map(() => 0);
    return wordsOfTokens({ tokens: tokens.map(spaced), startMs, probabilities: [] }, { fromMs: 0, capitals });
  };
}

/** Some models keep the mark that begins a word as they were trained with it. */
const spaced = (token: string): string => token.replaceAll('\u2581', ' ');
