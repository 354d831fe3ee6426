import { AppError } from '../../../app/contract/AppError.ts';
import type { InstalledSpeech } from '../../../native-models/speech/InstalledSpeech.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { voiceFamilies } from './voiceFamilies.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

/**
 * Reads what an installed voice is, and how its family is opened; every file of it is what was checked when it was
 * installed. Errors: `bad-file`, `unsupported`.
 */
export async function readVoice(directory: string): Promise<{ readonly voice: InstalledSpeech; readonly family: VoiceFamily }> {
  const voice = await readInstalledSpeech(directory);
  const family = voiceFamilies.find((one) => one.family === voice.family);
  if (voice.kind === 'voice' && family) return { voice, family };
  throw new AppError('unsupported', `${voice.name} is no voice that can be spoken with; nothing was changed. Choose another one.`);
}
