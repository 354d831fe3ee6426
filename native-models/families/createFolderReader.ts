import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { parseUntrustedJson } from '../formats/parseUntrustedJson.ts';
import { refusedFile } from '../formats/refusedFile.ts';

/** The largest tokenizer.json in use is some 35 MB (Gemma); the others are a few kilobytes. */
const MAX_BYTES = 64 << 20;

/**
 * Reads the small files beside the weights of a model, and notes which there were (absolute paths in `files`).
 * `text` and `json` give undefined for a file that is not there. Errors: `bad-file`; `not-found` from `required`.
 */
export function createFolderReader(directory: string) {
  const files: string[] = [];
  const text = async (name: string): Promise<string | undefined> => {
    const file = path.join(directory, name);
    const { size } = await stat(file).catch(() => ({ size: -1 }));
    if (size === -1) return undefined;
    if (size > MAX_BYTES) throw refusedFile('bad-file', file, `it is ${size} bytes long, and ${MAX_BYTES} are possible`);
    files.push(file);
    return readFile(file, 'utf8');
  };
  const json = async (name: string): Promise<unknown> => {
    const content = await text(name);
    return content === undefined ? undefined : parseUntrustedJson(content, name, 'it');
  };
  const required = async (name: string): Promise<unknown> => {
    const content = await json(name);
    if (content !== undefined) return content;
    const message = `The folder "${path.basename(directory)}" has no ${name}; choose the folder of a model with all its files.`;
    throw new AppError('not-found', message, { file: name });
  };
  return { files, text, json, required };
}
