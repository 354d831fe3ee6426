import { readFile } from 'node:fs/promises';
import { z } from '../../../app/contract/zod.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';

/** Styles of all speakers together. */
const MAX_BYTES = 64 << 20;
const MAX_SPEAKERS = 1_000;
const HEADER_BYTES = 6 * 8;

const Dimensions = z.tuple([z.literal(1), z.number().int().min(1).max(4_096), z.number().int().min(1).max(4_096)]);
const Style = z.object({ data: z.array(z.array(z.array(z.number())).max(4_096)).length(1), dims: Dimensions });
const VoiceStyle = z.object({ style_ttl: Style, style_dp: Style });

/** The styles of a Supertonic voice's speakers. */
export interface SupertonicStyles {
  /** rows and columns of one speaker's style for the sound, and of that for its timing */
  readonly ttl: readonly [number, number];
  readonly dp: readonly [number, number];
  /** of the speakers; empty where nobody knows */
  readonly names: readonly string[];
  /** as the native library reads them: six int64 (speakers, rows, columns, twice), then all of the first and all of the second as float32 */
  readonly bytes: Uint8Array;
}

/**
 * Reads `voice.bin`, or makes it of `voice_styles/NAME.json`, one of each speaker. Errors: `bad-file`, `not-found`.
 */
export async function readStyles(folder: SpeechFolder): Promise<SupertonicStyles> {
  if (folder.has('voice.bin')) return readBinary(folder);
  const files = folder.files.filter((name) => /^voice_styles\/[^/]+\.json$/.test(name)).slice(0, MAX_SPEAKERS);
  const styles = [];
  for (const file of files) {
    const parsed = VoiceStyle.safeParse(await folder.json(file));
    if (!parsed.success) throw refusedFile('bad-file', file, 'it is no style of a speaker');
    const { style_ttl, style_dp } = parsed.data;
    styles.push({ file, ttl: flat(style_ttl, file), dp: flat(style_dp, file), shape: [...style_ttl.dims.slice(1), ...style_dp.dims.slice(1)] });
  }
  const [first] = styles;
  if (!first) throw refusedFile('unsupported', folder.name, 'it has no voice.bin and no voice_styles: nobody speaks in it');
  const other = styles.find(({ shape }) => shape.join() !== first.shape.join());
  if (other) throw refusedFile('bad-file', other.file, `its style has another size than that of ${first.file}`);
  const [ttlRows = 0, ttlColumns = 0, dpRows = 0, dpColumns = 0] = first.shape;
  const header = BigInt64Array.from([styles.length, ttlRows, ttlColumns, styles.length, dpRows, dpColumns], BigInt);
  const numbers = Float32Array.from([...styles.flatMap(({ ttl }) => ttl), ...styles.flatMap(({ dp }) => dp)]);
  return {
    ttl: [ttlRows, ttlColumns],
    dp: [dpRows, dpColumns],
    names: styles.map(({ file }) => file.slice('voice_styles/'.length, -'.json'.length).slice(0, 100)),
    bytes: Buffer.concat([new Uint8Array(header.buffer), new Uint8Array(numbers.buffer)]),
  };
}

function flat({ data, dims: [, rows, columns] }: z.infer<typeof Style>, file: string): number[] {
  const [matrix = []] = data;
  if (matrix.length !== rows || matrix.some((row) => row.length !== columns)) throw refusedFile('bad-file', file, 'its numbers are not as many as it says');
  return matrix.flat();
}

async function readBinary(folder: SpeechFolder): Promise<SupertonicStyles> {
  const length = folder.sizeOf('voice.bin');
  if (length < HEADER_BYTES || length > MAX_BYTES) throw refusedFile('bad-file', 'voice.bin', `it is ${length} bytes long, and from ${HEADER_BYTES} to ${MAX_BYTES} are possible`);
  const bytes = await readFile(folder.pathOf('voice.bin'));
  const dimensions = Array.from({ length: 6 }, (_, at) => Number(bytes.readBigInt64LE(8 * at)));
  const [speakers = 0, ttlRows = 0, ttlColumns = 0, again = 0, dpRows = 0, dpColumns = 0] = dimensions;
  if (dimensions.some((one) => one < 1 || one > 4_096) || speakers > MAX_SPEAKERS || again !== speakers) throw refusedFile('bad-file', 'voice.bin', `its sizes are ${dimensions.join(', ')}`);
  const expected = HEADER_BYTES + 4 * speakers * (ttlRows * ttlColumns + dpRows * dpColumns);
  if (length !== expected) throw refusedFile('bad-file', 'voice.bin', `it is ${length} bytes long, and its sizes ask for ${expected}`);
  return { ttl: [ttlRows, ttlColumns], dp: [dpRows, dpColumns], names: Array.from({ length: speakers }, () => ''), bytes };
}
