import { AppError } from '../../../../app/contract/AppError.ts';
import type { TalkModels } from './TalkModels.ts';

/** Sound: int16 in little-endian bytes. */
export interface MadeSpeech {
  readonly samples: Uint8Array<ArrayBuffer>;
  readonly sampleRate: number;
}

/** Makes words to sound, whatever becomes of the process that does it. */
export interface SpeechMaker {
  /** Rejects with what keeps the voice from speaking, after it was tried again; with `cancelled` when `signal` aborts. */
  make(spoken: string, signal: AbortSignal): Promise<MadeSpeech>;
}

/** Times that a chunk is tried. */
const TRIES = 3;

/** @param onNotice hears when the voice had to begin anew */
export function createSpeechMaker(models: Pick<TalkModels, 'whenVoice'>, onNotice: (sentence: string) => void): SpeechMaker {
  const say = async (spoken: string, signal: AbortSignal): Promise<MadeSpeech> => {
    const voice = await models.whenVoice(signal);
    const pieces = voice.speak({ text: spoken });
    const stop = (): void => void pieces.return?.().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let sampleRate = 16_000;
    try {
      for await (const piece of pieces) {
        parts.push(piece.samples);
        ({ sampleRate } = piece);
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return { samples: new Uint8Array(Buffer.concat(parts)), sampleRate };
  };
  return {
    async make(spoken, signal) {
      for (let tried = 1; ; tried++) {
        try {
          signal.throwIfAborted();
          return await say(spoken, signal);
        } catch (error) {
          signal.throwIfAborted();
          const isOver = error instanceof AppError && (error.code === 'closed' || error.code === 'crashed');
          if (!isOver || tried === TRIES) throw error;
          onNotice('The voice was interrupted and goes on.');
        }
      }
    },
  };
}
