import { openWeightFile } from '../openWeightFile.ts';
import { readBytes } from '../readBytes.ts';
import { refuseOverlaps } from '../refuseOverlaps.ts';
import { ggufLimits } from './ggufLimits.ts';
import { MoreBytesNeeded } from './MoreBytesNeeded.ts';
import { parseGgufHeader } from './parseGgufHeader.ts';

/** Header of one GGUF file: bounded reads from its start, each four times as long, until all of it is there. */
export async function readGgufShard(file: string): Promise<ReturnType<typeof parseGgufHeader>> {
  const { handle, size } = await openWeightFile(file);
  try {
    for (let wanted: number = ggufLimits.firstReadBytes; ;) {
      const bytes = await readBytes(handle, file, 0, Math.min(wanted, size, ggufLimits.headerBytes));
      try {
        const header = parseGgufHeader(bytes, file, size);
        refuseOverlaps(file, header.tensors.values());
        return header;
      } catch (error) {
        if (!(error instanceof MoreBytesNeeded)) throw error;
        wanted = Math.max(error.bytes, wanted * 4);
      }
    }
  } finally {
    await handle.close();
  }
}
