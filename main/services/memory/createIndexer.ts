import { setTimeout as sleep } from 'node:timers/promises';
import { bytesOfVector } from './bytesOfVector.ts';
import type { MemoryContext } from './MemoryContext.ts';

/** Passages that are embedded in one go: short enough that an answer never waits long behind them. */
const BATCH = 8;
/** Old turns that are cut into passages in one go. */
const TURNS_AT_ONCE = 50;
/** Pause between two goes while the person waits for nothing, in milliseconds. */
const PAUSE_MS = 20;
/** Pause while an answer is written, and after something failed. */
const WAIT_MS = 1_000;
/** Pauses while answers are written, after which a small batch is embedded all the same: some talk without pause. */
const MOST_WAITS = 5;
/** Passages of such a batch. */
const SMALL_BATCH = 2;

export interface Indexer {
  /** There may be something new to embed. */
  wake(): void;
  /** the last failure; null when all is well */
  problem(): string | null;
  /** Ends after the batch that is being embedded. */
  close(): Promise<void>;
}

/**
 * Embeds what was said, in the background: batch by batch, newest first. While an answer is
 * being written it waits, but for a small batch every few seconds. It
 * sleeps when everything has its vector or there is no embedding model.
 *
 * @param onProgress called after every batch, and when a problem came or went
 */
export function createIndexer(
  { store, embedder, isAnswering }: Pick<MemoryContext, 'store' | 'embedder' | 'isAnswering'>,
  onProgress: () => void,
): Indexer {
  let running: Promise<void> | null = null;
  let again = false;
  const closing = new AbortController();
  let problem: string | null = null;

  const tell = (next: string | null): void => {
    if (next === problem) return;
    problem = next;
    onProgress();
  };

  /** One piece of work. False when there is nothing left to do. */
  const step = async (limit: number): Promise<boolean> => {
    const { left } = await store.makePassages({ turns: TURNS_AT_ONCE });
    if (embedder.status().phase !== 'ready') return left > 0;
    const { passages } = await store.unembedded({ model: embedder.name, limit });
    if (passages.length === 0) return left > 0;
    const vectors = await embedder.embed(passages.map(({ text }) => text), { urgent: false });
    if (vectors === null) return false;
    const passageIds = passages.map(({ passageId }) => passageId);
    await store.saveVectors({ model: embedder.name, passageIds, vectors: bytesOfVector(vectors) });
    onProgress();
    return true;
  };

  const pause = async (milliseconds: number): Promise<void> => {
    await sleep(milliseconds, undefined, { signal: closing.signal }).catch(() => undefined);
  };

  const work = async (): Promise<void> => {
    let waits = 0;
    for (let more = true; more || again; ) {
      await pause(PAUSE_MS);
      if (closing.signal.aborted) return;
      const isBusy = isAnswering();
      if (isBusy && waits < MOST_WAITS) {
        waits++;
        await pause(WAIT_MS);
        continue;
      }
      waits = 0;
      again = false;
      try {
        more = await step(isBusy ? SMALL_BATCH : BATCH);
        tell(null);
      } catch (error) {
        tell(`What was said last cannot be found by meaning yet: ${error instanceof Error ? error.message : String(error)}`);
        // Nothing is lost: what has no vector is found again. The next turn wakes it.
        more = false;
        await pause(WAIT_MS);
      }
    }
    running = null;
  };

  return {
    wake() {
      again = true;
      if (!closing.signal.aborted) running ??= work();
    },
    problem: () => problem,
    async close() {
      closing.abort();
      await running;
    },
  };
}
