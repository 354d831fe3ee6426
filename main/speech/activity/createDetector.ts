import type sherpaOnnx from 'sherpa-onnx-node';
import { SAMPLE_RATE, WINDOW } from './activityFormat.ts';
import type { ActivityDetector } from './ActivityDetector.ts';
import { MAX_STRETCH_SECONDS } from './ListenedSound.ts';

/** So much speech in a row begins it; less is a click. Seconds. */
const MIN_SPEECH_SECONDS = 2 * (WINDOW / SAMPLE_RATE);

/** A voice activity detector on a model file that was checked. Its hysteresis is 0.15: the model's makers use the same. */
export function createDetector(
  sherpa: typeof sherpaOnnx,
  file: string,
  { silenceMs, threshold }: { readonly silenceMs: number; readonly threshold: number },
): ActivityDetector {
  const vad = new sherpa.Vad(
    {
      sileroVad: {
        model: file,
        threshold,
        minSilenceDuration: silenceMs / 1_000,
        minSpeechDuration: MIN_SPEECH_SECONDS,
        // After that it gets stricter by itself; who listens cuts anyway.
        maxSpeechDuration: MAX_STRETCH_SECONDS,
        windowSize: WINDOW,
      },
      sampleRate: SAMPLE_RATE,
      numThreads: 1,
      debug: false,
    },
    MAX_STRETCH_SECONDS + 10,
  );
  return {
    accept(window) {
      vad.acceptWaveform(window);
      return vad.isDetected();
    },
    endOfSpeech() {
      let end: number | null = null;
      for (; !vad.isEmpty(); vad.pop()) {
        // Electron allows no memory of others inside its heap: the samples are copied.
        const { start, samples } = vad.front(false);
        end = start + samples.length;
      }
      return end;
    },
    reset: () => vad.reset(),
  };
}
