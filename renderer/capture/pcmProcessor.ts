import { FrameCutter } from './FrameCutter.ts';

// What an AudioWorklet's scope has, which no library of TypeScript describes.
declare const currentFrame: number;
declare const registerProcessor: (name: string, processor: new () => AudioWorkletProcessor) => void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const QUANTUM = 128;

/** On the audio thread: hands over what comes in, as frames of 512 samples with the stamp of the first one. */
class PcmProcessor extends AudioWorkletProcessor {
  readonly #cutter = new FrameCutter((at, samples, length) =>
    this.port.postMessage({ at, samples, length }, [samples.buffer]),
  );
  #on = true;

  constructor() {
    super();
    this.port.addEventListener('message', ({ data }: MessageEvent<Float32Array<ArrayBuffer> | null>) => {
      if (data === null) this.#on = false;
      else this.#cutter.giveBack(data);
    });
    this.port.start();
  }

  /** Until the window says null it goes on, also while nothing is connected: that is how its counter stays true. */
  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    this.#cutter.push(currentFrame, channel, channel?.length ?? QUANTUM);
    return this.#on;
  }
}

registerProcessor('pcm', PcmProcessor);
