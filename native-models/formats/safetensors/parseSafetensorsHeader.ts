import { z } from '../../../app/contract/zod.ts';
import { parseUntrustedJson } from '../parseUntrustedJson.ts';
import { quoted } from '../quoted.ts';
import { refusedFile } from '../refusedFile.ts';
import { tensorTypeLayout } from '../tensorTypeLayout.ts';
import type { WeightTensor } from '../WeightTensor.ts';
import { safetensorsLimits } from './safetensorsLimits.ts';

const size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const Entry = z.object({
  dtype: z.string().max(32),
  shape: z.array(size).max(safetensorsLimits.dimensions),
  data_offsets: z.tuple([size, size]),
});
const FreeText = z.record(z.string(), z.string());

/** The types of weights that are read; the format has more (F64, integers, F8_E4M3...). */
const readTypes = ['F32', 'F16', 'BF16'] as const;

/**
 * Tensor table of one safetensors file from the text of its header. `dataStart` is where the data section begins,
 * `fileSize` the length of the file; offsets in the result count from the start of the file. Tensors whose name matches
 * `without` are left out, whatever their type.
 * Errors: `bad-file`; `unsupported` for a tensor type that is not read, by name.
 */
export function parseSafetensorsHeader(text: string, file: string, dataStart: number, fileSize: number, without?: RegExp) {
  const refuse = (reason: string): never => {
    throw refusedFile('bad-file', file, reason);
  };
  const header = parseUntrustedJson(text, file, 'its header');
  if (typeof header !== 'object' || header === null || Array.isArray(header)) refuse('its header is no JSON object');
  const { __metadata__: freeText = {}, ...entries } = header as Record<string, unknown>;
  const metadata = FreeText.safeParse(freeText);
  if (!metadata.success) refuse('its "__metadata__" is not a list of texts');

  const names = Object.keys(entries);
  if (names.length > safetensorsLimits.tensors) {
    refuse(`it declares ${names.length} tensors, and ${safetensorsLimits.tensors} is the most that is read`);
  }
  const tensors = new Map<string, WeightTensor>();
  for (const name of names) {
    if (name.length > safetensorsLimits.tensorNameLength) refuse(`the name of its tensor ${quoted(name)} is too long`);
    if (without?.test(name)) continue;
    const tensor = readEntry(name, entries[name], file, dataStart);
    if (tensor.offset + tensor.byteLength > fileSize) refuse(`the tensor ${quoted(name)} lies partly behind its end`);
    tensors.set(name, tensor);
  }
  return { metadata: new Map(Object.entries(metadata.data ?? {})), tensors };
}

function readEntry(name: string, value: unknown, file: string, dataStart: number): WeightTensor {
  const entry = Entry.safeParse(value).data;
  if (!entry) throw refusedFile('bad-file', file, `the entry of its tensor ${quoted(name)} is malformed`);
  const type = readTypes.find((known) => known === entry.dtype);
  if (!type) {
    const known = readTypes.join(', ');
    const reason = `its tensor ${quoted(name)} is stored as ${quoted(entry.dtype)}, and only ${known} are read`;
    throw refusedFile('unsupported', file, reason);
  }
  const [begin, end] = entry.data_offsets;
  const byteLength = entry.shape.reduce((product, axis) => product * axis, tensorTypeLayout[type].bytes);
  if (end - begin !== byteLength) {
    throw refusedFile('bad-file', file, `the length of its tensor ${quoted(name)} does not fit its shape`);
  }
  return { name, type, shape: entry.shape, file, offset: dataStart + begin, byteLength };
}
