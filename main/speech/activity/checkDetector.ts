import { AppError } from '../../../app/contract/AppError.ts';
import { SAMPLE_RATE } from './activityFormat.ts';
import type { ActivityDetector } from './ActivityDetector.ts';
import { ListenedSound } from './ListenedSound.ts';
import { speechLike } from './speechLike.ts';

/**
 * Has a detector listen to a second of silence and to what it must take for speech. A model that is wired wrongly tells
 * nothing of it: it just never hears anybody. Errors: `bad-file`.
 */
export function checkDetector(detector: ActivityDetector): void {
  const sound = new ListenedSound(detector);
  const silence = new Float32Array(SAMPLE_RATE);
  const heardInSilence = sound.hear(0, silence);
  const heard = sound.hear(SAMPLE_RATE, speechLike());
  detector.reset();
  if (heardInSilence.length > 0 || heard.length === 0) {
    const wrong = heard.length === 0 ? 'does not hear speech' : 'takes silence for speech';
    throw new AppError('bad-file', `The voice activity model ${wrong}; it is damaged or of an unknown kind. Fetch it again.`);
  }
}
