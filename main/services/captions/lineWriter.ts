import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { PhraseLine } from '../../../app/captions/phraseLines.ts';
import { MAX_NEW_LINES } from '../../store/captionStore.ts';
import type { storeService } from '../../store/storeService.ts';

/** Lines that wait for room on a full disk: an hour or two of speech. */
const MAX_WAITING = 2_000;

/** A line as it is stored: what was said, and by whom as far as that can be told. */
export type NewLine = PhraseLine & { readonly speaker: string | null };

/** Lines on their way into the store. */
export interface LineWriter {
  /** Stores lines, and those that could not be stored before. Never throws: they wait for the next call. */
  write(lines: readonly NewLine[]): Promise<void>;
}

/**
 * Writes lines in their order, each once. When the store refuses them (a full disk) they wait, and `onProblem` gets a
 * sentence, once until storing works again.
 */
export function lineWriter(
  store: Pick<Client<typeof storeService>, 'addLines'>,
  recordingId: string,
  { onLine, onProblem }: { onLine: (line: CaptionLine) => void; onProblem: (sentence: string) => void },
): LineWriter {
  let waiting: NewLine[] = [];
  let told = false;
  return {
    async write(lines) {
      waiting.push(...lines);
      try {
        while (waiting.length > 0) {
          const next = waiting.slice(0, MAX_NEW_LINES);
          const { lines: stored } = await store.addLines({ recordingId, lines: next });
          waiting = waiting.slice(next.length);
          stored.forEach(onLine);
        }
        told = false;
      } catch (error) {
        if (!told) onProblem(`Lines of the captions wait to be stored: ${AppError.toValue(error).message}`);
        told = true;
        if (waiting.length > MAX_WAITING) {
          onProblem('Lines of the captions are lost, for they could not be stored for hours. Free some space.');
          waiting = waiting.slice(-MAX_WAITING);
        }
      }
    },
  };
}
