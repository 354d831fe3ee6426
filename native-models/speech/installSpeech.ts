import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../app/contract/AppError.ts';
import { compileFolder, type FolderCompiler } from '../import/compileFolder.ts';
import { modelKey } from '../import/modelKey.ts';
import { writeManifest } from '../import/writeManifest.ts';
import { writeSynced } from '../import/writeSynced.ts';
import { copyFile } from './copyFile.ts';
import { InstalledSpeech } from './InstalledSpeech.ts';
import { readInstalledSpeech } from './readInstalledSpeech.ts';
import { readSpeechFolder, type SpeechSource } from './readSpeechFolder.ts';
import type { SpeechFamily } from './SpeechFamily.ts';

/** Shares of the work: copying, and looking at the copies. */
const COPYING = 0.6;
const LOOKING = 0.2;

/**
 * Installs a speech model, or finds it installed: a folder `<speechFolder>/<key>` with `model.json`, the model's files
 * and `files.json`. They are copied, not linked where they lie: some get metadata that the native library wants, and what
 * that library opens must be what was checked. So the copies are checked once more, for the original can change while it
 * is read.
 *
 * @param source a folder, or a single file where that is a whole model
 * @param onProgress hears 0 to 1
 * Errors: those of `readSpeechFolder` and `compileFolder`; `bad-file` for a source that changed meanwhile. None leaves
 * anything behind.
 */
export function installSpeech(
  source: string,
  speechFolder: string,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
  families?: readonly SpeechFamily[],
): Promise<string> {
  const compiler: FolderCompiler<SpeechSource> = {
    read: () => readSpeechFolder(source, families),
    // Detecting has checked all there is to check.
    check: () => undefined,
    verify: readInstalledSpeech,
    async write(directory, model, key, onStep) {
      const copies = await copyAll(directory, model, (fraction) => onStep(COPYING * fraction), signal);
      const byPath = new Map([...copies].map(([name, copy]) => [model.pathOf(name), copy]));
      const copyOf = (file: string): string => byPath.get(file) ?? file;
      const again = await modelKey(model, {}, (fraction) => onStep(COPYING + LOOKING * fraction), signal, copyOf);
      const { detected } = await readSpeechFolder(source, families, copies);
      if (again !== key || !isDeepStrictEqual(detected, model.detected)) throw changed(source);
      for (const [name, file] of Object.entries(model.detected.files)) {
        if ('content' in file) await writeSynced(directory, name, file.content);
        else await complete(path.join(directory, name), file.append);
      }
      await writeSynced(directory, 'model.json', JSON.stringify(InstalledSpeech.parse(describe(model, key)), null, 2));
      await writeManifest(directory, signal);
    },
  };
  return compileFolder(speechFolder, {}, compiler, onProgress, signal);
}

/** Makes all folders and copies what is to be copied; returns the path of each copy by the name of its original. */
async function copyAll(directory: string, { detected, pathOf }: SpeechSource, onStep: (fraction: number) => void, signal?: AbortSignal): Promise<Map<string, string>> {
  const copies = new Map<string, string>();
  const files = Object.entries(detected.files);
  for (const [done, [name, file]] of files.entries()) {
    signal?.throwIfAborted();
    const target = path.join(directory, name);
    await mkdir(path.dirname(target), { recursive: true });
    if ('from' in file) {
      await copyFile(pathOf(file.from), target, (fraction) => onStep((done + fraction) / files.length));
      copies.set(file.from, target);
    }
    onStep((done + 1) / files.length);
  }
  return copies;
}

/** Writes what comes behind a copy, and all of it to the disk. */
async function complete(file: string, append: Uint8Array | undefined): Promise<void> {
  const handle = await open(file, 'a');
  try {
    if (append) await handle.writeFile(append);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const changed = (source: string): AppError =>
  new AppError('bad-file', `"${path.basename(source)}" changed while it was being copied, and nothing was installed. Wait until it is complete (a download may still be writing it), then add it again.`);

function describe({ detected, family, familyVersion, licence }: SpeechSource, key: string): InstalledSpeech {
  const { name, kind, languages = [], speakers = kind === 'voice' ? 1 : 0, speakerNames = [], pronunciation = null, options } = detected;
  const lists = { languages: [...languages], speakerNames: [...speakerNames] };
  return { format: 1, key, name, kind, family, familyVersion, ...lists, licence, speakers, pronunciation, options };
}
