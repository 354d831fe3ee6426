import { AppError } from '../../app/contract/AppError.ts';
// A file of its own from our own origin: the window's policy allows no script made at run time.
// oxlint-disable-next-line import/default
import pcmProcessor from './pcmProcessor.ts?worker&url';
import { SAMPLE_RATE } from './sampleRate.ts';

/** An audio graph at 16 kHz whose one node hands frames over. */
export interface SoundGraph {
  readonly context: AudioContext;
  /** what is connected here is heard */
  readonly node: AudioNode;
  close(): void;
}

/** Frames come once this is called, even before anything is connected; a frame is void when `onFrame` returns. */
export type OpenSoundGraph = (onFrame: (at: number, samples: Float32Array) => void) => Promise<SoundGraph>;

/** Opens the graph. Its clock, the stamp of each frame, runs on while nothing is connected; that is then a gap. */
export const openSoundGraph: OpenSoundGraph = async (onFrame) => {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
  try {
    await context.audioWorklet.addModule(pcmProcessor);
    await context.resume();
  } catch (error) {
    void context.close();
    throw new AppError('internal', 'Sound could not be taken in: the audio part of the window did not start. Load the window again.', {}, { cause: error });
  }
  const node = new AudioWorkletNode(context, 'pcm', { numberOfInputs: 1, numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
  const life = new AbortController();
  const onMessage = ({ data }: MessageEvent<{ at: number; samples: Float32Array<ArrayBuffer>; length: number }>): void => {
    onFrame(data.at, data.samples.subarray(0, data.length));
    node.port.postMessage(data.samples, [data.samples.buffer]);
  };
  node.port.addEventListener('message', onMessage, { signal: life.signal });
  node.port.start();
  return {
    context,
    node,
    close() {
      life.abort();
      // The processor ends with it.
      node.port.postMessage(null, []);
      void context.close();
    },
  };
};
