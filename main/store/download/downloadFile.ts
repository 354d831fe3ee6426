import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../app/contract/AppError.ts';
import { checkFreeSpace } from './checkFreeSpace.ts';
import type { DownloadLimits, DownloadRequest } from './DownloadRequest.ts';
import { PartFile } from './PartFile.ts';
import { receivePart } from './receivePart.ts';
import { SpeedMeter } from './SpeedMeter.ts';

const LIMITS: DownloadLimits = { answerMs: 6_000, stallMs: 30_000, attempts: 6, backoffMs: 500 };
/** A try that brings this much was worth it: the count of tries begins again. */
const WORTHWHILE_BYTES = 1_000_000;

/**
 * Gets a file of known size and sha256. It goes on where an earlier try stopped, tries again after a cut or stalled
 * connection, and installs the file only when it is whole and right. A wrong file is fetched once more from the start.
 *
 * Rejects with an AppError: `cancelled`, `no-network`, `not-found`, `no-permission`, `checksum` or `disk-full`.
 */
export async function downloadFile(request: DownloadRequest): Promise<void> {
  const { file, size, sha256, signal, onProgress } = request;
  const limits = { ...LIMITS, ...request.limits };
  await mkdir(dirname(file), { recursive: true });
  const part = new PartFile(file, size, sha256);
  try {
    await part.open(signal);
    await checkFreeSpace(dirname(file), size - part.offset);
    const meter = new SpeedMeter();
    const report = (): void => {
      meter.add(part.offset, Date.now());
      onProgress({ phase: 'downloading', done: part.offset, total: size, bytesPerSecond: meter.speed() });
    };
    for (let copies = 1; ; copies++) {
      report();
      await receiveAll(request, limits, part, report);
      onProgress({ phase: 'verifying', done: size, total: size, bytesPerSecond: null });
      if (part.isRight()) return await part.install();
      await part.discard();
      if (copies === 2) throw new AppError('checksum', 'The file arrived damaged twice and was deleted; try again later.');
      await part.restart(null);
    }
  } catch (error) {
    throw signal.aborted ? new AppError('cancelled', 'The download was cancelled; it goes on from here next time.') : error;
  } finally {
    await part.close();
  }
}

/** Receives until all bytes are there, trying again while that makes sense. */
async function receiveAll(
  request: DownloadRequest,
  limits: DownloadLimits,
  part: PartFile,
  report: () => void,
): Promise<void> {
  let everAnswered = false;
  for (let attempt = 1; part.offset < request.size; attempt++) {
    const before = part.offset;
    try {
      await receivePart(request, limits, part, () => {
        everAnswered = true;
        report();
      });
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof AppError && error.code !== 'no-network') throw error;
      if (part.offset - before >= WORTHWHILE_BYTES) attempt = 0;
      // A source that never said anything is passed over at once: there may be another one.
      if (attempt >= limits.attempts || !everAnswered) throw noNetwork(error);
      await sleep(limits.backoffMs * 2 ** attempt, undefined, { signal: request.signal });
    }
  }
}

function noNetwork(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException).code;
  return new AppError('no-network', `There is no connection${code === undefined ? '' : ` (${code})`}; check the network and try again.`);
}
