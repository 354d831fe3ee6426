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
import { wordsOfText } from '../recognition/wordsOfText.ts';
import { wordsOfTokens } from '../recognition/wordsOfTokens.ts';
import { offlineGraphs } from './offlineGraphs.ts';

/** Less sound holds no word, and some graphs cannot take it: a tenth of a second. */
const LEAST_SAMPLES = SAMPLE_RATE / 10;

/**
 * Writes down a stretch of speech (16 kHz, -1 to 1) in one go. `language`: what is spoken, for a model that can be told;
 * null: it finds out.
 */
export type OfflineRecogniser = (samples: Float32Array, language: string | null) => Promise<Word[]>;

/** Loads an installed recogniser of whole stretches; its folder was checked when it was installed. Errors: `bad-file`. */
export async function openOffline(sherpa: typeof sherpaOnnx, directory: string, threads: number): Promise<OfflineRecogniser> {
  const { kind, name, languages, options } = await readInstalledSpeech(directory);
  const parsed = OfflineOptions.safeParse(options);
  if (kind !== 'offline' || !parsed.success) throw refusedFile('bad-file', 'model.json', 'it is not that of a recogniser');
  const { graph, capitals } = parsed.data;
  const canBeTold = parsed.data.graph === 'whisper' && parsed.data.languageOption;
  const configOf = (language: string): OfflineRecognizerConfig => ({
    featConfig: { sampleRate: SAMPLE_RATE, featureDim: 80 },
    modelConfig: {
      ...offlineGraphs(directory, parsed.data, language),
      tokens: join(directory, 'tokens.txt'),
      numThreads: threads === 0 ? physicalCores() : threads,
      provider: 'cpu',
      debug: false,
    },
  });
  const recogniser = await sherpa.OfflineRecognizer.createAsync(configOf('')).catch((cause: unknown) => {
    throw new AppError('bad-file', `The recogniser ${name} cannot be loaded; remove it and add it again.`, {}, { cause });
  });
  let told = '';
  const decode = async (samples: Float32Array, language: string | null): Promise<Word[]> => {
    if (samples.length < LEAST_SAMPLES) return [];
    // One that the model does not know would end the process.
    const wanted = canBeTold && language !== null && languages.includes(language) ? language : '';
    if (wanted !== told) recogniser.setConfig(configOf(wanted));
    told = wanted;
    const stream = recogniser.createStream();
    stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE });
    const { text, tokens, timestamps } = await recogniser.decodeAsync(stream);
    // Where no token has a time, tokens are bytes of characters besides.
    if (graph === 'whisper' || graph === 'moonshine') return wordsOfText(text, (samples.length * 1_000) / SAMPLE_RATE);
    const startMs = timestamps.length === tokens.length ? timestamps.map((seconds) => seconds * 1_000) : tokens.map(() => 0);
    return wordsOfTokens({ tokens: tokens.map(spaced), startMs, probabilities: [] }, { fromMs: 0, capitals });
  };
  /** one after the other: what it was told is for one stretch */
  let last: Promise<unknown> = Promise.resolve();
  return (samples, language) => {
    const mine = last.then(() => decode(samples, language));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Some models keep the mark that begins a word as they were trained with it. */
const spaced = (token: string): string => token.replaceAll('\u2581', ' ');
