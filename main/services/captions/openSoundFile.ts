import { open, type FileHandle } from 'node:fs/promises';
import { fileError } from '../../store/fileError.ts';

/** Bytes of a sample. */
const BYTES = 2;

/** The kept sound of a live recording. */
export interface SoundFile {
  /** Writes samples to their place; a gap before them is silence, and takes no room where the file system can do that. */
  write(at: number, samples: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/**
 * Begins a file of samples (int16, little-endian, nothing else), readable by its owner alone. What was written survives
 * a kill of the program: a file without a header is whole at every length. Errors are those of `fileError`.
 */
export async function openSoundFile(path: string): Promise<SoundFile> {
  const told = (error: unknown) => fileError(error, 'The sound could not be kept', path);
  let handle: FileHandle;
  try {
    handle = await open(path, 'wx', 0o600);
  } catch (error) {
    throw told(error);
  }
  return {
    async write(at, samples) {
      try {
        for (let done = 0; done < samples.length;) {
          const { bytesWritten } = await handle.write(samples, done, samples.length - done, at * BYTES + done);
          done += bytesWritten;
        }
      } catch (error) {
        throw told(error);
      }
    },
    close: () => handle.close().catch(() => undefined),
  };
}
