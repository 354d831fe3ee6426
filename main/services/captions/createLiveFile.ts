import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { fileError } from '../../store/fileError.ts';
import { writeFileAtomic } from '../../store/writeFileAtomic.ts';

/** Between two writes, in milliseconds: programs that show the file read it a few times a second. */
const PAUSE_MS = 250;
/** A file that is larger was not written by us, and is not overwritten. */
const MAX_OWN_BYTES = 64 * 1024;

/** A text file with the last lines, for other programs. */
export interface LiveFile {
  path(): string | null;
  /**
   * Names the file; null for none. It is written at once, empty. Throws `bad-request` for what is no path of a `.txt`
   * file, or of one that holds something else; errors of the file system.
   */
  set(path: string | null): Promise<void>;
  /** Replaces its text, whole, a moment later. Never throws: `onProblem` gets a sentence, once until writing works again. */
  show(text: string): void;
  close(): Promise<void>;
}

const told = (error: unknown, path: string) => fileError(error, 'The live text could not be written', path);

/** Throws when this is no file that may be overwritten. */
async function check(next: string): Promise<void> {
  if (!isAbsolute(next) || !next.toLowerCase().endsWith('.txt') || next.includes('\0')) {
    throw new AppError('bad-request', 'The live text goes to a file whose name ends with .txt, by its whole path. Nothing was written.');
  }
  const found = await stat(next).catch(() => null);
  if (found && (!found.isFile() || found.size > MAX_OWN_BYTES)) {
    throw new AppError('bad-request', 'There is something else under this name already. It was left alone; choose another one.');
  }
}

export function createLiveFile(onProblem: (sentence: string) => void): LiveFile {
  let path: string | null = null;
  let wanted: string | null = null;
  let writing: Promise<void> | null = null;
  let isTold = false;

  async function write(): Promise<void> {
    for (;;) {
      const [text, target] = [wanted, path];
      if (text === null || target === null) break;
      wanted = null;
      try {
        await writeFileAtomic(target, text, 0o644);
        isTold = false;
      } catch (error) {
        if (!isTold) onProblem(`${told(error, target).message} Captions go on without it.`);
        isTold = true;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    writing = null;
  }
  return {
    path: () => path,
    async set(next) {
      if (next !== null) {
        await check(next);
        try {
          await writeFileAtomic(next, '', 0o644);
        } catch (error) {
          throw told(error, next);
        }
      }
      path = next;
      wanted = null;
      isTold = false;
    },
    show(text) {
      if (path === null) return;
      wanted = text;
      writing ??= write();
    },
    async close() {
      await writing;
    },
  };
}
