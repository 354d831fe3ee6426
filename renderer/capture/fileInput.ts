import { AppError } from '../../app/contract/AppError.ts';
import type { FileSound } from './files/FileSound.ts';
import { openFileSound } from './files/openFileSound.ts';
import { FRAME } from './FrameCutter.ts';
import { openSoundGraph } from './openSoundGraph.ts';
import { SAMPLE_RATE } from './sampleRate.ts';
import type { OpenSound, SoundInput } from './SoundInput.ts';

/**
 * What cannot be read piece by piece is decoded at once where it is short (a quarter of an hour of stereo is 115 MB), and
 * else played in silence.
 */
const MAX_DECODED_SECONDS = 15 * 60;
/** A file may lack so much of what its head tells, in seconds, without a word. */
const MISSING_SECONDS = 0.5;
/** Read into memory at most, in bytes. */
const MAX_DECODED_BYTES = 200_000_000;

/** A file with sound or video that the browser can play. Most are read as fast as they are written down. */
export function fileInput(file: File): SoundInput {
  return {
    source: 'file',
    async open() {
      const streamed = await openFileSound(file).catch((error: unknown) => {
        throw unreadable(file.name, error);
      });
      if (streamed) return read(streamed, file.name);
      const url = URL.createObjectURL(file);
      try {
        const element = await load(url, file.name);
        const { duration } = element;
        const short = duration <= MAX_DECODED_SECONDS && file.size <= MAX_DECODED_BYTES;
        return short ? await decoded(file, () => URL.revokeObjectURL(url)) : await played(element, file.name, () => URL.revokeObjectURL(url));
      } catch (error) {
        URL.revokeObjectURL(url);
        throw error;
      }
    },
  };
}

/** Read piece by piece, and handed over as fast as there is room. */
function read(sound: FileSound, name: string): OpenSound {
  const life = new AbortController();
  return {
    name,
    seconds: sound.seconds,
    begin(sink) {
      const run = async (): Promise<void> => {
        let at = 0;
        for await (const samples of sound.read(life.signal)) {
          if (life.signal.aborted) return;
          await sink.room();
          sink.frame(at, samples);
          at += samples.length;
        }
        if (life.signal.aborted) return;
        sink.ended(shortfall(name, at / SAMPLE_RATE, sound.seconds));
      };
      run().catch((error: unknown) => sink.ended(error instanceof AppError ? error.message : `“${name}” could not be read further: it may have been moved or changed. What was read so far is kept.`));
    },
    close: () => life.abort(),
  };
}

/** What to say of a file that ended before its time; null where it did not. */
function shortfall(name: string, got: number, told: number | null): string | null {
  if (got === 0) return `There is no sound in “${name}”.`;
  if (told === null || told - got <= MISSING_SECONDS) return null;
  return `“${name}” ends early: ${Math.round(got)} of ${Math.round(told)} s were there. It may not have been copied whole; what was read is kept.`;
}

function load(url: string, name: string): Promise<HTMLAudioElement> {
  const element = new Audio();
  element.preload = 'metadata';
  return new Promise((resolve, reject) => {
    element.addEventListener('loadedmetadata', () => resolve(element), { once: true });
    element.addEventListener('error', () => reject(unreadable(name, element.error?.message)), { once: true });
    element.src = url;
  });
}

function unreadable(name: string, cause: unknown): AppError {
  const words = `“${name}” could not be read as sound. WAV, MP3, FLAC, Ogg, Opus, WebM, and AAC in MP4 usually can; nothing was changed.`;
  return new AppError('bad-file', words, {}, { cause });
}

/** Decoded whole, resampled by the browser, and handed over as fast as there is room. */
async function decoded(file: File, release: () => void): Promise<OpenSound> {
  const context = new OfflineAudioContext(1, 1, SAMPLE_RATE);
  let sound: AudioBuffer | null;
  try {
    sound = await context.decodeAudioData(await file.arrayBuffer());
  } catch (error) {
    throw unreadable(file.name, error);
  }
  const life = new AbortController();
  return {
    name: file.name,
    seconds: sound.duration,
    begin(sink) {
      const run = async (): Promise<void> => {
        const channels = Array.from({ length: sound?.numberOfChannels ?? 0 }, (_, index) => sound?.getChannelData(index) ?? new Float32Array());
        const length = sound?.length ?? 0;
        for (let at = 0; at < length && !life.signal.aborted; at += FRAME) {
          await sink.room();
          sink.frame(at, mix(channels, at, Math.min(length, at + FRAME)));
        }
        if (!life.signal.aborted) sink.ended(null);
      };
      void run();
    },
    close() {
      life.abort();
      sound = null;
      release();
    },
  };
}

/** One channel: the mean of all. */
function mix(channels: readonly Float32Array[], from: number, to: number): Float32Array {
  const [first, ...others] = channels;
  const mixed = new Float32Array(first?.subarray(from, to) ?? []);
  for (const other of others) for (let index = from; index < to; index++) mixed[index - from]! += other[index]!;
  for (let index = 0; index < mixed.length; index++) mixed[index]! /= channels.length;
  return mixed;
}

/** Played at its own pace without being heard, so that however long it is only seconds of it are in memory. */
async function played(element: HTMLAudioElement, name: string, release: () => void): Promise<OpenSound> {
  let onFrame: ((at: number, samples: Float32Array) => void) | null = null;
  const graph = await openSoundGraph((at, samples) => onFrame?.(at, samples));
  const node = graph.context.createMediaElementSource(element);
  return {
    name,
    seconds: Number.isFinite(element.duration) ? element.duration : null,
    begin(sink) {
      // From the first sound on, so that the recording's clock is the file's.
      element.addEventListener('playing', () => (onFrame = sink.frame), { once: true });
      element.addEventListener('ended', () => sink.ended(null), { once: true });
      element.addEventListener('error', () => sink.ended(`“${name}” is damaged from here on. What was read so far is kept.`), { once: true });
      element.addEventListener('waiting', () => sink.trouble('Waiting for the file.'));
      element.addEventListener('playing', () => sink.trouble(null));
      node.connect(graph.node);
      void element.play().catch(() => sink.ended(`“${name}” could not be played. Start again.`));
    },
    close() {
      onFrame = null;
      element.pause();
      element.removeAttribute('src');
      node.disconnect();
      graph.close();
      release();
    },
  };
}
