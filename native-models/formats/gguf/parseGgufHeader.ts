import { quoted } from '../quoted.ts';
import { refusedFile } from '../refusedFile.ts';
import type { TensorType } from '../TensorType.ts';
import { tensorTypeLayout } from '../tensorTypeLayout.ts';
import type { WeightTensor } from '../WeightTensor.ts';
import { ggmlTypeNames } from './ggmlTypeNames.ts';
import { GgufCursor } from './GgufCursor.ts';
import { ggufLimits } from './ggufLimits.ts';
import type { GgufMetadata, GgufValue } from './GgufMetadata.ts';

const MAGIC = 0x46554747; // "GGUF"
const DEFAULT_ALIGNMENT = 32;

/**
 * Metadata and tensor table of one GGUF file (ggml/docs/gguf.md; versions 2 and 3, little-endian) from its first bytes.
 * `file` is the absolute path, `fileSize` its length. Tensor offsets in the result count from the start of the file.
 * Errors: `bad-file`; `unsupported` for a version, byte order or tensor type that is not read, by name;
 * `MoreBytesNeeded` when `bytes` is too short a beginning.
 */
export function parseGgufHeader(bytes: Uint8Array, file: string, fileSize: number) {
  const cursor = new GgufCursor(bytes, file, fileSize);
  if (fileSize < 24 || cursor.u32() !== MAGIC)
    throw refusedFile('bad-file', file, 'it does not begin as a GGUF file does');
  checkVersion(cursor.u32(), file);
  const tensorCount = cursor.count('tensors', ggufLimits.tensors);
  const metadata = readMetadata(cursor, cursor.count('metadata entries', ggufLimits.metadataEntries));
  const entries = Array.from({ length: tensorCount }, () => readTensorEntry(cursor, file));
  const alignment = alignmentOf(metadata, cursor);
  const dataStart = Math.ceil(cursor.at / alignment) * alignment;

  const tensors = new Map<string, WeightTensor>();
  for (const { name, type, shape, byteLength, offset } of entries) {
    if (tensors.has(name)) cursor.refuse(`it holds two tensors named ${quoted(name)}`);
    if (offset % alignment !== 0)
      cursor.refuse(`the tensor ${quoted(name)} does not start at a multiple of ${alignment} bytes`);
    if (dataStart + offset + byteLength > fileSize)
      cursor.refuse(`the tensor ${quoted(name)} lies partly behind its end`);
    tensors.set(name, { name, type, shape, file, offset: dataStart + offset, byteLength });
  }
  return { metadata, tensors };
}

function checkVersion(version: number, file: string): void {
  if (version === 2 || version === 3) return;
  if (version === 0x02000000 || version === 0x03000000) {
    throw refusedFile('unsupported', file, 'it is a big-endian GGUF file, and only little-endian ones are read');
  }
  throw refusedFile('unsupported', file, `it is GGUF version ${version}, and versions 2 and 3 are read`);
}

function readMetadata(cursor: GgufCursor, count: number): GgufMetadata {
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < count; i++) {
    const key = cursor.string('a metadata key', ggufLimits.keyBytes);
    if (metadata.has(key)) cursor.refuse(`it has the metadata key ${quoted(key)} twice`);
    metadata.set(key, readValue(cursor, key));
  }
  return metadata;
}

function readValue(cursor: GgufCursor, key: string): GgufValue {
  const type = cursor.u32();
  if (type === 8) return cursor.string(`the value of ${quoted(key)}`);
  if (type === 9) return cursor.array(quoted(key));
  return cursor.scalar(type) ?? cursor.refuse(`the value of ${quoted(key)} has the unknown type ${type}`);
}

function readTensorEntry(cursor: GgufCursor, file: string) {
  const name = cursor.string('a tensor name', ggufLimits.tensorNameBytes);
  const dimensions = cursor.u32();
  if (dimensions < 1 || dimensions > ggufLimits.dimensions) {
    cursor.refuse(
      `the tensor ${quoted(name)} has ${dimensions} dimensions, and 1 to ${ggufLimits.dimensions} are possible`,
    );
  }
  const sizes = Array.from({ length: dimensions }, () => cursor.u64());
  const type = tensorType(cursor.u32(), name, file);
  const offset = cursor.count(`bytes before the tensor ${quoted(name)}`, Number.MAX_SAFE_INTEGER);

  const elements = sizes.reduce((product, size) => product * size, 1n);
  if (elements < 1n || elements > BigInt(Number.MAX_SAFE_INTEGER))
    cursor.refuse(`the tensor ${quoted(name)} has an impossible size`);
  // ggml counts the fastest axis first.
  const shape = sizes.map(Number).toReversed();
  const layout = tensorTypeLayout[type];
  if (shape.at(-1)! % layout.elements !== 0) {
    cursor.refuse(`rows of the ${type} tensor ${quoted(name)} are no multiple of ${layout.elements} long`);
  }
  return { name, type, shape, offset, byteLength: (Number(elements) / layout.elements) * layout.bytes };
}

function tensorType(id: number, tensor: string, file: string): TensorType {
  const name = ggmlTypeNames.get(id);
  if (name !== undefined && Object.hasOwn(tensorTypeLayout, name)) return name as TensorType;
  const known = Object.keys(tensorTypeLayout).join(', ');
  throw refusedFile(
    'unsupported',
    file,
    `its tensor ${quoted(tensor)} is stored as ${name ?? `the unknown type ${id}`}, and only ${known} are read`,
  );
}

function alignmentOf(metadata: GgufMetadata, cursor: GgufCursor): number {
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  const sound = typeof alignment === 'number' && alignment >= 1 && alignment <= ggufLimits.alignment;
  if (!sound || !Number.isInteger(Math.log2(alignment))) {
    cursor.refuse(`its "general.alignment" is no power of two up to ${ggufLimits.alignment}`);
  }
  return alignment;
}
