import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import type { z } from '../../app/contract/zod.ts';
import { hashFile } from './hashFile.ts';
import { Manifest, MANIFEST_FILE } from './Manifest.ts';

/** Files that native code interprets or that steer it; the others hold numbers, and any number is a sound weight. */
const INTERPRETED = /\.(onnx|json|jinja)$/;

/**
 * Reads `model.json` of a compiled model and makes sure that its folder is what was written: every file has its size,
 * and those that are interpreted have their hash (`thorough`: all of them, about 0.1 s for 100 MB).
 * Errors: `bad-file`.
 */
export async function readCompiledFolder<S extends z.ZodType>(
  directory: string,
  schema: S,
  check: 'quick' | 'thorough',
): Promise<z.output<S>> {
  try {
    const manifest = Manifest.parse(JSON.parse(await readFile(path.join(directory, MANIFEST_FILE), 'utf8')));
    for (const [name, expected] of Object.entries(manifest.files)) {
      const file = path.join(directory, name);
      const sameSize = (await stat(file)).size === expected.bytes;
      const wantsHash = check === 'thorough' || INTERPRETED.test(name);
      if (!sameSize || (wantsHash && (await hashFile(file)) !== expected.sha256)) throw new Error(`${name} was changed`);
    }
    return schema.parse(JSON.parse(await readFile(path.join(directory, 'model.json'), 'utf8')));
  } catch (cause) {
    const message = 'The prepared copy of this model is damaged; nothing else is affected, and it is made anew when the model is opened again.';
    throw new AppError('bad-file', message, { directory: path.basename(directory) }, { cause });
  }
}
