import { AppError } from '../../app/contract/AppError.ts';

/** What is asked for: it is named in the sentence. */
export type CaptureKind = 'microphone' | 'system';

const NAMES: Readonly<Record<CaptureKind, string>> = { microphone: 'The microphone', system: 'The sound of this computer' };

/** What the browser's refusal of a device means for the person (names of Media Capture and Streams, section 10.3). */
export function captureProblem(error: unknown, kind: CaptureKind): AppError {
  if (error instanceof AppError) return error;
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
  const what = NAMES[kind];
  const cause = { cause: error };
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new AppError('no-permission', kind === 'microphone' ? MICROPHONE_REFUSED : SYSTEM_REFUSED, {}, cause);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new AppError('not-found', kind === 'microphone' ? NO_MICROPHONE : NO_SYSTEM_SOUND, {}, cause);
    case 'NotReadableError':
    case 'AbortError':
      return new AppError('busy', `${what} could not be opened: another program may be using it. Close that program, or choose another device.`, {}, cause);
    default:
      return new AppError('internal', `${what} could not be opened (${name || String(error)}). Choose another source, or start Headwater again.`, {}, cause);
  }
}

const MICROPHONE_REFUSED =
  'Headwater may not use the microphone. Allow it in the address bar or in the system’s privacy settings, then start again.';
const SYSTEM_REFUSED =
  'The sound of this computer was not shared. Start again, choose a screen or a tab, and switch on “share audio” there.';
const NO_MICROPHONE = 'No microphone was found. Plug one in, or choose a file; the list of devices follows by itself.';
const NO_SYSTEM_SOUND =
  'This system hands out no sound of its own. Choose the microphone “Monitor of …” where there is one, or a file.';
