import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { readCompiledWhisper } from '../../../native-models/import/readCompiledWhisper.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { runImport } from '../../importer/runImport.ts';
import { folderBytes } from '../../store/download/folderBytes.ts';
import { checkFreeSpace } from '../../store/download/checkFreeSpace.ts';
import { fileError } from '../../store/fileError.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { PreparedModels } from '../models/PreparedModels.ts';
import { inTurn } from '../starter/inTurn.ts';
import { graphsFolder } from './speechFolder.ts';

/** Of 16-bit numbers the encoder is kept in 32: tiny.en becomes 1.46 times as large, larger ones less. */
const COMPILED_RATIO = 1.5;

export interface WhisperGraphsRequest {
  readonly home: string;
  readonly spawn: Spawn;
  /** folder of the installed model */
  readonly installed: string;
}

/**
 * The folder with our own graphs of an installed Whisper: made of it when it is first used, which takes as long as reading
 * it, and found again afterwards; removed with it. What it is made of is compared, byte for byte, with what was installed.
 * Rejects like `runImport`; `bad-file` for an installed model that was damaged; `disk-full`.
 */
export function whisperGraphs({ home, spawn, installed }: WhisperGraphsRequest, signal: AbortSignal): Promise<string> {
  const modelsFolder = graphsFolder(home, basename(installed));
  const prepared = new PreparedModels(modelsFolder);
  // Two who want to hear with it write one folder.
  return inTurn(modelsFolder, signal, async () => {
    const found = await prepared.find(installed);
    if (found !== null && (await isWhole(found))) return found;
    try {
      await readInstalledSpeech(installed).catch((cause: unknown) => {
        throw new AppError('bad-file', 'The installed copy of this recogniser is damaged; nothing else is affected. Remove it in the settings and add it again.', {}, { cause });
      });
      await mkdir(modelsFolder, { recursive: true });
      await checkFreeSpace(modelsFolder, (await folderBytes(installed)) * COMPILED_RATIO);
      const logFile = join(home, 'logs', 'importer.log');
      const directory = await runImport({ spawn, kind: 'recognition', source: installed, modelsFolder, precision: 'fast', sampling: null, logFile, signal, onProgress: () => undefined });
      await prepared.add(installed, directory);
      return directory;
    } catch (error) {
      throw fileError(error, 'The recogniser could not be prepared', modelsFolder);
    }
  });
}

const isWhole = (directory: string): Promise<boolean> =>
  readCompiledWhisper(directory).then(
    () => true,
    () => false,
  );
