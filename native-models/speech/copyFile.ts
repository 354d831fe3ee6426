import { constants, createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile as copyAtOnce, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** So much of a large file is copied between two steps. */
const PIECE_BYTES = 4 << 20;

/**
 * Copies a file to where none is; it may be written to, whatever the original may. Where the file system can share the
 * blocks of a copy, it costs no room; elsewhere it goes piece by piece, and `onStep` hears 0 to 1.
 */
export async function copyFile(source: string, target: string, onStep: (fraction: number) => void): Promise<void> {
  // Piece by piece where blocks cannot be shared: a slow disk takes minutes for one file, and what gets no further is ended.
  await copyAtOnce(source, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL).catch(() => copyInPieces(source, target, onStep));
  // A write protection is copied as well.
  await chmod(target, 0o644);
}

async function copyInPieces(source: string, target: string, onStep: (fraction: number) => void): Promise<void> {
  const { size } = await stat(source);
  let copied = 0;
  await pipeline(
    createReadStream(source, { highWaterMark: PIECE_BYTES }),
    async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        onStep(Math.min(1, (copied += piece.length) / size));
        yield piece;
      }
    },
    createWriteStream(target),
  );
}
