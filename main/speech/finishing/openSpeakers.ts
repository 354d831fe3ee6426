import { join } from 'node:path';
import type sherpaOnnx from 'sherpa-onnx-node';
import { refusedFile } from '../../../native-models/formats/refusedFile.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { SAMPLE_RATE } from '../activity/activityFormat.ts';

/** Less sound tells nothing of a voice: half a second. */
const LEAST_SAMPLES = SAMPLE_RATE / 2;

/** What the voice in some sound is told by: a vector of length 1; null when there is too little of it. */
export type Speakers = (samples: Float32Array) => Float32Array<ArrayBuffer> | null;

/** Loads an installed model that tells voices apart; its folder was checked when it was installed. Errors: `bad-file`. */
export async function openSpeakers(sherpa: typeof sherpaOnnx, directory: string): Promise<Speakers> {
  const { kind } = await readInstalledSpeech(directory);
  if (kind !== 'speakers') throw refusedFile('bad-file', 'model.json', 'it is not that of a model that tells voices apart');
  const extractor = new sherpa.SpeakerEmbeddingExtractor({ model: join(directory, 'model.onnx'), numThreads: 1, debug: false, provider: 'cpu' });
  return (samples) => {
    if (samples.length < LEAST_SAMPLES) return null;
    const stream = extractor.createStream();
    stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE });
    stream.inputFinished();
    if (!extractor.isReady(stream)) return null;
    // Electron allows no memory of others inside its heap: the numbers are copied.
    const vector = Float32Array.from(extractor.compute(stream, false));
    const length = Math.hypot(...vector);
    return Number.isFinite(length) && length > 0 ? vector.map((value) => value / length) : null;
  };
}
