import { join } from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { connectService } from '../../app/contract/connectService.ts';
import type { Sampling } from '../../app/models/Sampling.ts';
import { removeAbandoned } from '../../native-models/import/compilingFolder.ts';
import { describeExit } from '../supervise/describeExit.ts';
import type { ChildExit, Spawn } from '../supervise/Spawn.ts';
import { importerService } from './importerService.ts';
import { importLimits, MEMORY_EXIT_CODE } from './importLimits.ts';

export interface ImportRequest {
  readonly spawn: Spawn;
  /** Defaults to a chat model */
  readonly kind?: 'chat' | 'embedding' | 'recognition' | 'speech';
  /** a .gguf file, or a folder with config.json and safetensors weights (recognition: CTranslate2's model.bin; speech: what a family of speech models takes) */
  readonly source: string;
  readonly modelsFolder: string;
  readonly precision: 'fast' | 'exact';
  readonly sampling: Sampling | null;
  readonly logFile: string;
  readonly signal: AbortSignal;
  /** hears 0 to 1 */
  readonly onProgress: (fraction: number) => void;
  readonly silenceMs?: number;
  /** the child's entry; tests use others */
  readonly entry?: string;
}

/**
 * Compiles a model in a child of its own and returns the compiled folder. A file that crashes, hangs or bloats its
 * reader costs that child at most. Errors: those of its compiler (`compileModel`, `compileEncoder`,
 * `compileWhisper`, `installSpeechFolder`); `crashed`, `out-of-memory`, `cancelled`.
 */
export async function runImport(request: ImportRequest): Promise<string> {
  const { kind = 'chat', source, modelsFolder, precision, sampling, signal, silenceMs = importLimits.silenceMs } = request;
  signal.throwIfAborted();
  const entry = request.entry ?? join(import.meta.dirname, 'process.ts');
  const child = request.spawn(entry, { name: 'importer', logFile: request.logFile, heapMiB: importLimits.heapMiB });
  const client = connectService(child.channel, importerService);
  let ended: AppError | undefined;
  const end = (error: AppError): void => {
    ended ??= error;
    child.kill();
  };
  const abort = (): void => end(new AppError('cancelled', 'Preparing the model was stopped; it can be started again.'));
  signal.addEventListener('abort', abort, { once: true });
  const watchdog = setTimeout(() => end(stuck(silenceMs)), silenceMs);
  try {
    for await (const item of client.compile({ kind, source, modelsFolder, precision, sampling })) {
      watchdog.refresh();
      if (item.kind === 'done') return item.directory;
      request.onProgress(item.fraction);
    }
    throw new AppError('internal', 'Preparing the model ended without a result; try again.');
  } catch (error) {
    if (ended) throw ended;
    // A channel that closed under the stream means that the child is gone: how it went says more.
    if (error instanceof AppError && error.code === 'closed') throw crash(await child.exited);
    throw error;
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', abort);
    child.kill();
    await child.exited;
    await removeAbandoned(modelsFolder);
  }
}

function stuck(silenceMs: number): AppError {
  const seconds = Math.max(1, Math.round(silenceMs / 1_000));
  return new AppError('crashed', `Reading the model got no further for ${seconds} s and was stopped; nothing of it was kept. Try another file.`);
}

function crash(exit: ChildExit): AppError {
  // V8 aborts when its heap is full: SIGABRT, which a shell reports as 134.
  if (exit.code === MEMORY_EXIT_CODE || exit.code === 134 || exit.signal === 'SIGABRT') {
    return new AppError('out-of-memory', 'Reading this model needs more memory than it may have; nothing of it was kept. Try a smaller one.');
  }
  return new AppError('crashed', `Reading this model made its process stop (${describeExit(exit)}); nothing of it was kept. Try another file.`);
}
