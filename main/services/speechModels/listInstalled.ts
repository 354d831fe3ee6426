import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import { phonemeLanguages } from '../../../native-models/catalog/phonemeData.ts';
import { Manifest, MANIFEST_FILE } from '../../../native-models/import/Manifest.ts';
import { InstalledSpeech } from '../../../native-models/speech/InstalledSpeech.ts';

const NAME = /^[0-9a-f]{64}$/;
/** Folders beyond which nobody looks at more. */
const MAX_MODELS = 1_000;

/** An installed model, and the language of espeak-ng in which it is told phonemes; null for what needs none. */
export interface ListedSpeech {
  readonly model: SpeechModel;
  readonly pronunciation: string | null;
}

/**
 * The models in the folder of installed ones, by kind and name. A folder that says nothing of itself (it is damaged, or
 * of a newer program) is passed over.
 */
export async function listInstalled(speechFolder: string): Promise<ListedSpeech[]> {
  const names = (await readdir(speechFolder).catch(() => [])).filter((name) => NAME.test(name)).slice(0, MAX_MODELS);
  const found = (await Promise.all(names.map((name) => read(join(speechFolder, name), name)))).flatMap((one) => one ?? []);
  const languages = new Set([...phonemeLanguages, ...found.filter(({ model }) => model.kind === 'pronunciation').flatMap(({ model }) => model.languages)]);
  return found
    .map(({ model, pronunciation }) => ({
      pronunciation,
      model: { ...model, missing: pronunciation === null || languages.has(pronunciation) ? null : missing(pronunciation) },
    }))
    .toSorted((a, b) => a.model.kind.localeCompare(b.model.kind) || a.model.name.localeCompare(b.model.name));
}

async function read(directory: string, id: string): Promise<ListedSpeech | null> {
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(directory, file), 'utf8')) as unknown;
  try {
    const { name, kind, family, languages, licence, speakers, speakerNames, pronunciation } = InstalledSpeech.parse(await json('model.json'));
    const { files } = Manifest.parse(await json(MANIFEST_FILE));
    const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
    return { model: { id, name, kind, family, languages, bytes, licence, speakers, speakerNames, missing: null }, pronunciation };
  } catch {
    return null;
  }
}

function missing(language: string): string {
  return `It needs espeak-ng’s pronunciation of “${language}”, which is not here: add the folder espeak-ng-data that came with the voice, or that of espeak-ng itself.`;
}
