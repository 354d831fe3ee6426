import { AppError } from '../../../app/contract/AppError.ts';
import type { CodedSound } from './CodedSound.ts';
import { createResampler, type Resampler } from './createResampler.ts';
import type { FileSound } from './FileSound.ts';
import { SAMPLE_RATE } from '../sampleRate.ts';

/** Packets that the decoder has at once: a second or two. */
const MAX_QUEUED = 64;

/**
 * Coded sound, decoded by the browser packet by packet. Null where it cannot decode this.
 *
 * @param name of the file, for what is said of it
 */
export async function decodedSound(coded: CodedSound, name: string): Promise<FileSound | null> {
  if (typeof AudioDecoder === 'undefined') return null;
  const { codec, sampleRate, channels, description, seconds, priming } = coded;
  const config: AudioDecoderConfig = { codec, sampleRate, numberOfChannels: channels, ...(description && { description }) };
  const { supported } = await AudioDecoder.isConfigSupported(config).catch(() => ({ supported: false }));
  if (!supported) return null;
  return {
    seconds,
    async *read(signal) {
      const ready: Float32Array[] = [];
      let failure: unknown = null;
      let resampler: Resampler | null = null;
      let left = Math.round(priming * SAMPLE_RATE);
      const decoder = new AudioDecoder({
        output(data) {
          resampler ??= createResampler(data.sampleRate);
          ready.push(resampler.push(mixed(data)));
          data.close();
        },
        error: (error) => (failure = error),
      });
      /** What is ready, without what nobody is to hear. */
      const taken = (): Float32Array[] =>
        ready.splice(0).map((piece) => {
          const skipped = Math.min(left, piece.length);
          left -= skipped;
          return piece.subarray(skipped);
        });
      try {
        decoder.configure(config);
        for await (const { bytes, at } of coded.packets(signal)) {
          if (failure !== null) throw failure;
          decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: at, data: bytes }));
          while (decoder.state === 'configured' && decoder.decodeQueueSize > MAX_QUEUED) await dequeued(decoder);
          yield* taken();
        }
        if (!signal.aborted && failure === null) await decoder.flush();
        if (failure !== null) throw failure;
        yield* taken();
        if (resampler) yield (resampler as Resampler).flush();
      } catch (error) {
        yield* taken();
        throw new AppError('bad-file', `“${name}” is damaged from here on. What was read so far is kept.`, {}, { cause: error });
      } finally {
        if (decoder.state !== 'closed') decoder.close();
      }
    },
  };
}

/** Resolves when the decoder has taken a packet, or has failed. */
function dequeued(decoder: AudioDecoder): Promise<void> {
  return new Promise((resolve) => {
    // A decoder that fails takes nothing more, and tells of no packet.
    const timer = setTimeout(resolve, 100);
    decoder.addEventListener(
      'dequeue',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** One channel: the mean of all. */
function mixed(data: AudioData): Float32Array {
  const sum = new Float32Array(data.numberOfFrames);
  const plane = new Float32Array(data.numberOfFrames);
  for (let channel = 0; channel < data.numberOfChannels; channel++) {
    data.copyTo(plane, { planeIndex: channel, format: 'f32-planar' });
    for (let i = 0; i < sum.length; i++) sum[i]! += plane[i]! / data.numberOfChannels;
  }
  return sum;
}
