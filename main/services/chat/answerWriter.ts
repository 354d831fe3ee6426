import type { Client } from '../../../app/contract/Service.ts';
import type { storeService } from '../../store/storeService.ts';

/** Longest time that written text waits before it is stored, in milliseconds: what a power cut may cost. */
const FLUSH_MS = 150;

/** Stores an answer as it is written: in order, a few times a second, and completely before `settle` returns. */
export interface AnswerWriter {
  write(text: string): void;
  /** Stores what is left. Throws what any of the writes threw (a full disk). */
  settle(): Promise<void>;
}

/**
 * @param at length of the text that is stored already, in UTF-16 units
 * @param onProblem called once when a write fails, so that the answer can be stopped
 */
export function createAnswerWriter(
  store: Pick<Client<typeof storeService>, 'appendText'>,
  turnId: string,
  at: number,
  onProblem: (error: unknown) => void,
): AnswerWriter {
  let stored = at;
  let waiting = '';
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let problem: { error: unknown } | null = null;

  const flush = (): void => {
    timer = null;
    if (waiting === '' || problem) return;
    const text = waiting;
    waiting = '';
    writing = writing
      .then(() => store.appendText({ turnId, at: stored, text }))
      .then(() => void (stored += text.length))
      .catch((error: unknown) => {
        if (problem) return;
        problem = { error };
        onProblem(error);
      });
  };
  return {
    write(text) {
      waiting += text;
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    async settle() {
      if (timer) clearTimeout(timer);
      flush();
      await writing;
      if (problem) throw problem.error;
    },
  };
}
