import type sherpaOnnx from 'sherpa-onnx-node';
import { AppError } from '../../../app/contract/AppError.ts';
import { createDetector } from './createDetector.ts';
import { levelOf } from './levelOf.ts';
import { ListenedSound, type Stretch } from './ListenedSound.ts';

/** Sounds that are listened to at a time: microphone, system sound, a file; each holds a model and a minute of sound. */
const MAX_SOUNDS = 8;

/** Voice activity of several sounds at once, with one model file that was checked. */
export interface Listening {
  /** Errors: `bad-request` for a sound that is listened to already, `busy` when there are too many. */
  listen(soundId: string, options: { readonly silenceMs: number; readonly threshold: number }): void;
  /** Errors: `not-found` for a sound that is not listened to. */
  hear(soundId: string, at: number, samples: Float32Array): { readonly speech: Stretch[]; readonly level: number };
  leave(soundId: string): void;
}

export function createListening(sherpa: typeof sherpaOnnx, file: string): Listening {
  const sounds = new Map<string, ListenedSound>();
  return {
    listen(soundId, options) {
      if (sounds.has(soundId)) throw new AppError('bad-request', 'This sound is listened to already; this is a fault of the program.');
      if (sounds.size >= MAX_SOUNDS) {
        throw new AppError('busy', `Headwater listens to ${MAX_SOUNDS} sounds already; stop one of them and try again.`);
      }
      sounds.set(soundId, new ListenedSound(createDetector(sherpa, file, options)));
    },
    hear(soundId, at, samples) {
      const sound = sounds.get(soundId);
      if (!sound) throw new AppError('not-found', 'This sound is not listened to any more; begin it again.');
      return { speech: sound.hear(at, samples), level: levelOf(samples) };
    },
    leave: (soundId) => void sounds.delete(soundId),
  };
}
