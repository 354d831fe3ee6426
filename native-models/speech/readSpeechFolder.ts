import { AppError } from '../../app/contract/AppError.ts';
import type { DetectedSpeech } from './DetectedSpeech.ts';
import { licenceOf } from './licenceOf.ts';
import { openSpeechFolder } from './openSpeechFolder.ts';
import type { SpeechFamily } from './SpeechFamily.ts';
import { speechFamilies } from './speechFamilies.ts';
import { speechLimits } from './speechLimits.ts';

const NAME = /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+)*$/;

/** A speech model as it was found in a folder, ready to be installed. */
export interface SpeechSource {
  readonly detected: DetectedSpeech;
  readonly family: string;
  readonly familyVersion: number;
  readonly licence: string | null;
  /** absolute paths of all files that it is made from, in a fixed order */
  readonly files: readonly string[];
  /** absolute path by name */
  readonly pathOf: (name: string) => string;
}

/**
 * Finds out what speech model a folder (or a single file) is. Nothing of it is run or handed to native code.
 * Errors: `unsupported` when no family takes it; those of its family's detector.
 *
 * @param copies as for `openSpeechFolder`
 */
export async function readSpeechFolder(
  source: string,
  families: readonly SpeechFamily[] = speechFamilies,
  copies?: ReadonlyMap<string, string>,
): Promise<SpeechSource> {
  const folder = await openSpeechFolder(source, copies);
  for (const { family, version, detect } of families) {
    const detected = await detect(folder);
    if (!detected) continue;
    const kept = Object.entries(detected.files);
    const wrong = kept.find(([name]) => !NAME.test(name));
    if (wrong) throw new AppError('internal', `A speech model was read wrongly: it has a file named "${wrong[0]}"; this is a fault of the program.`);
    const names = kept.flatMap(([, file]) => ('from' in file ? [file.from] : []));
    const bytes = names.reduce((sum, name) => sum + folder.sizeOf(name), 0);
    if (bytes > speechLimits.totalBytes) {
      throw new AppError('too-large', `"${folder.name}" has ${bytes} bytes, and a speech model may have ${speechLimits.totalBytes}; nothing was changed.`);
    }
    return { detected, family, familyVersion: version, licence: await licenceOf(folder), files: names.map(folder.pathOf), pathOf: folder.pathOf };
  }
  const known = families.map(({ about }) => about).join('; ');
  throw new AppError('unsupported', `"${folder.name}" is no speech model that Headwater knows, and nothing was changed. It knows a folder with: ${known}.`);
}
