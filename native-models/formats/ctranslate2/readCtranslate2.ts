import path from 'node:path';
import { openWeightFile } from '../openWeightFile.ts';
import { quoted } from '../quoted.ts';
import { refusedFile } from '../refusedFile.ts';
import type { WeightTensor } from '../WeightTensor.ts';
import { Ctranslate2Cursor } from './Ctranslate2Cursor.ts';
import type { Ctranslate2File } from './Ctranslate2File.ts';
import { ctranslate2Limits } from './ctranslate2Limits.ts';
import { variableTypes } from './variableTypes.ts';

/** The version of the file's own layout that is read: that of CTranslate2 since 2.0. */
const VERSION = 6;

/**
 * Reads the table of a CTranslate2 `model.bin`, version 6 (`src/models/model.cc`), never its weights. Little-endian: u32
 * version; name of the specification; u32 revision; u32 count of variables, each with its name, u8 rank, u32 per
 * dimension, u8 type, u32 bytes, data; u32 count of aliases, each the alias and the variable it stands for. A name is
 * a u16 length with the closing zero byte, then both. Names count once over variables and aliases.
 * Errors: those of `openWeightFile`; `bad-file`; `unsupported` for other versions and for quantised weights, by name.
 */
export async function readCtranslate2(source: string): Promise<Ctranslate2File> {
  const file = path.resolve(source);
  const { handle, size } = await openWeightFile(file);
  try {
    const cursor = new Ctranslate2Cursor(handle, file, size);
    const version = await cursor.u32();
    if (version !== VERSION) {
      throw refusedFile('unsupported', file, `it is of the layout version ${version}, and only ${VERSION} is read`);
    }
    const specification = await cursor.name();
    const revision = await cursor.u32();
    const scalars = new Map<string, number>();
    const tensors = new Map<string, WeightTensor>();
    const refuseSecond = (name: string): void => {
      if (scalars.has(name) || tensors.has(name)) cursor.refuse(`it has the name ${quoted(name)} twice`);
    };
    const variables = await cursor.count('variables', ctranslate2Limits.variables);
    for (let index = 0; index < variables; index++) {
      const variable = await readVariable(cursor, file);
      refuseSecond(variable.name);
      if ('value' in variable) scalars.set(variable.name, variable.value);
      else tensors.set(variable.name, variable);
    }
    const aliases = await cursor.count('aliases', ctranslate2Limits.aliases);
    for (let index = 0; index < aliases; index++) {
      const alias = await cursor.name();
      const name = await cursor.name();
      refuseSecond(alias);
      const [tensor, value] = [tensors.get(name), scalars.get(name)];
      if (tensor) tensors.set(alias, { ...tensor, name: alias });
      else if (value !== undefined) scalars.set(alias, value);
      else cursor.refuse(`its name ${quoted(alias)} stands for ${quoted(name)}, which is not in it`);
    }
    if (!cursor.isAtEnd) cursor.refuse('it goes on behind its last entry');
    return { metadata: { specification, revision, scalars }, tensors, files: [file] };
  } finally {
    await handle.close();
  }
}

async function readVariable(
  cursor: Ctranslate2Cursor,
  file: string,
): Promise<WeightTensor | { name: string; value: number }> {
  const name = await cursor.name();
  const rank = await cursor.u8();
  if (rank > ctranslate2Limits.dimensions) cursor.refuse(`its variable ${quoted(name)} has ${rank} dimensions`);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) shape.push(await cursor.u32());
  const number = await cursor.u8();
  const type = variableTypes[number] ?? cursor.refuse(`its variable ${quoted(name)} is of the unknown type ${number}`);
  const byteLength = await cursor.u32();
  if (shape.reduce((product, axis) => product * axis, type.bytes) !== byteLength) {
    cursor.refuse(`the length of its variable ${quoted(name)} does not fit its shape`);
  }
  if (rank === 0) return { name, value: type.read(await cursor.view(byteLength)) };
  if (!type.weights) {
    const reason = `its variable ${quoted(name)} is quantised (${type.name}); a file with float weights is needed`;
    throw refusedFile('unsupported', file, reason);
  }
  return { name, type: type.weights, shape, file, offset: cursor.skip(byteLength), byteLength };
}
