import { needsScores } from '../../../app/memory/needsScores.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import type { EngineSession } from './EngineSession.ts';

/**
 * Has the model tell what a policy measures, from the first answer on that needs it. It waits for its turn at the device,
 * as reading a prompt does: an answer that is being written in another conversation is written to its end first.
 *
 * @throws AppError `cancelled` when `signal` aborts before; `bad-file` when the graph that tells is damaged
 */
export async function loadScores(
  { decoder, scheduler }: Pick<EngineSession, 'decoder' | 'scheduler'>,
  policy: RetentionPolicy,
  signal: AbortSignal,
): Promise<void> {
  if (!needsScores(policy) || decoder.score) return;
  await scheduler.run('prefill', () => decoder.loadScored?.() ?? Promise.resolve(), signal);
}
