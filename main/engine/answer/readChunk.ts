import { chunkTokens, learnPace } from '../schedule/PrefillPace.ts';
import type { EngineSession } from './EngineSession.ts';

/**
 * Waits for the device and reads a chunk as large as this machine's pace allows, and at most `most` tokens.
 *
 * @returns its size
 * @throws AppError `cancelled` when `signal` aborts before it begins
 */
export async function readChunk(
  session: EngineSession,
  most: number,
  signal: AbortSignal,
  read: (size: number) => Promise<void>,
): Promise<number> {
  const size = Math.min(chunkTokens(session.pace), most);
  await session.scheduler.run(
    'prefill',
    async () => {
      const started = performance.now();
      await read(size);
      session.pace = learnPace(session.pace, size, performance.now() - started);
    },
    signal,
  );
  return size;
}
