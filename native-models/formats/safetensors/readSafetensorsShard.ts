import { openWeightFile } from '../openWeightFile.ts';
import { readBytes } from '../readBytes.ts';
import { refusedFile } from '../refusedFile.ts';
import { refuseOverlaps } from '../refuseOverlaps.ts';
import { parseSafetensorsHeader } from './parseSafetensorsHeader.ts';
import { safetensorsLimits } from './safetensorsLimits.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Header of one safetensors file: u64 length (little-endian), then JSON; the data section follows at once. */
export async function readSafetensorsShard(file: string, without?: RegExp): Promise<ReturnType<typeof parseSafetensorsHeader>> {
  const { handle, size } = await openWeightFile(file);
  try {
    if (size < 8) throw refusedFile('bad-file', file, 'it is too short for a safetensors file');
    const prefix = await readBytes(handle, file, 0, 8);
    const declared = new DataView(prefix.buffer).getBigUint64(0, true);
    if (declared > BigInt(safetensorsLimits.headerBytes)) {
      throw refusedFile(
        'bad-file',
        file,
        `it declares a header of ${declared} bytes, and ${safetensorsLimits.headerBytes} is the most that is read`,
      );
    }
    const dataStart = 8 + Number(declared);
    if (dataStart > size) throw refusedFile('bad-file', file, 'it ends in the middle of its header');
    const text = decode(await readBytes(handle, file, 8, Number(declared)), file);
    const header = parseSafetensorsHeader(text, file, dataStart, size, without);
    refuseOverlaps(file, header.tensors.values());
    return header;
  } finally {
    await handle.close();
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw refusedFile('bad-file', file, 'its header is not valid UTF-8');
  }
}
