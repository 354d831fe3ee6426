import { setTimeout as sleep } from 'node:timers/promises';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import type { MemoryContext } from './MemoryContext.ts';

/** Pause after the engine's stream ended (it was restarted), in milliseconds. */
const AGAIN_MS = 500;

/** The engine's lens on a conversation, from one engine to the next; empty while there is none. */
export async function* followLens(
  { whenReady }: Pick<MemoryContext, 'whenReady'>,
  conversationId: string,
  signal: AbortSignal,
): AsyncGenerator<{ tokens: LensToken[] }> {
  yield { tokens: [] };
  while (!signal.aborted) {
    const engine = await whenReady(signal).catch(() => null);
    if (engine === null) return;
    const tokens = engine.lens({ conversationId });
    const stop = (): void => void tokens.return?.();
    signal.addEventListener('abort', stop, { once: true });
    try {
      yield* tokens;
    } catch {
      // The engine is gone; the next one begins with an empty cache.
      yield { tokens: [] };
    } finally {
      signal.removeEventListener('abort', stop);
    }
    await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
