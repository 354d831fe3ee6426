import { constants, createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { compileFolder, type FolderCompiler } from '../import/compileFolder.ts';
import { writeManifest } from '../import/writeManifest.ts';
import { writeSynced } from '../import/writeSynced.ts';
import type { SpeechFile } from './DetectedSpeech.ts';
import { InstalledSpeech } from './InstalledSpeech.ts';
import { readInstalledSpeech } from './readInstalledSpeech.ts';
import { readSpeechFolder, type SpeechSource } from './readSpeechFolder.ts';
import type { SpeechFamily } from './SpeechFamily.ts';

/** So much of a large file is copied between two steps. */
const PIECE_BYTES = 4 << 20;

/**
 * Installs a speech model, or finds it installed: a folder `<speechFolder>/<key>` with `model.json`, the model's files
 * and `files.json`. They are copied, not linked where they lie: some get metadata that the native library wants, and what
 * that library opens must be what was checked, whatever becomes of the original. Where the file system can share the
 * blocks of a copy, it costs no room.
 *
 * @param source a folder, or a single file where that is a whole model
 * @param onProgress hears 0 to 1
 * Errors: those of `readSpeechFolder` and `compileFolder`. None leaves anything behind.
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
      const files = Object.entries(model.detected.files);
      for (const [done, [name, file]] of files.entries()) {
        signal?.throwIfAborted();
        await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
        await writeFile(directory, name, file, model.pathOf, (fraction) => onStep((0.8 * (done + fraction)) / files.length));
        onStep((0.8 * (done + 1)) / files.length);
      }
      await writeSynced(directory, 'model.json', JSON.stringify(InstalledSpeech.parse(describe(model, key)), null, 2));
      await writeManifest(directory, signal);
    },
  };
  return compileFolder(speechFolder, {}, compiler, onProgress, signal);
}

async function writeFile(directory: string, name: string, file: SpeechFile, pathOf: (name: string) => string, onStep: (fraction: number) => void): Promise<void> {
  if ('content' in file) return writeSynced(directory, name, file.content);
  const target = path.join(directory, name);
  const source = pathOf(file.from);
  // Piece by piece where blocks cannot be shared: a slow disk takes minutes for one file, and what gets no further is ended.
  await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL).catch(() => copyInPieces(source, target, onStep));
  // A write protection is copied as well.
  await chmod(target, 0o644);
  const handle = await open(target, 'a');
  try {
    if (file.append) await handle.writeFile(file.append);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function copyInPieces(source: string, target: string, onStep: (fraction: number) => void): Promise<void> {
  const { size } = await stat(source);
  let copied = 0;
  await pipeline(
    createReadStream(source, { highWaterMark: PIECE_BYTES }),
    async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        onStep(Math.min(1, (copied += piece.length) / size));
        yield piece;
      }
    },
    createWriteStream(target),
  );
}

function describe({ detected, family, familyVersion, licence }: SpeechSource, key: string): InstalledSpeech {
  const { name, kind, languages = [], speakers = kind === 'voice' ? 1 : 0, speakerNames = [], pronunciation = null, options } = detected;
  const lists = { languages: [...languages], speakerNames: [...speakerNames] };
  return { format: 1, key, name, kind, family, familyVersion, ...lists, licence, speakers, pronunciation, options };
}
