import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import type { OnnxSummary } from '../formats/onnx/OnnxSummary.ts';
import { readOnnxSummary } from '../formats/onnx/readOnnxSummary.ts';
import { parseUntrustedJson } from '../formats/parseUntrustedJson.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import type { SpeechFolder } from './SpeechFolder.ts';
import { speechLimits } from './speechLimits.ts';

/**
 * Lists what lies in a folder and below. Of a single file: that file and those beside it whose names begin with its
 * name (`x.onnx` and `x.onnx.json`). Errors: `not-found`, `unsupported` for a folder that is no model's.
 *
 * @param copies absolute paths of copies, by name in the folder: what is to be read instead
 */
export async function openSpeechFolder(source: string, copies: ReadonlyMap<string, string> = new Map()): Promise<SpeechFolder> {
  const found = await stat(source).catch(() => null);
  if (!found) throw new AppError('not-found', `There is nothing at ${source}; nothing was changed. Check the path and try again.`);
  const root = found.isDirectory() ? source : path.dirname(source);
  const sizes = new Map<string, number>();
  if (found.isDirectory()) await list(root, '', 0, { sizes, folders: 0 });
  else await listBeside(source, sizes);
  for (const [name, copy] of copies) sizes.set(name, (await stat(copy)).size);
  const pathOf = (name: string): string => copies.get(name) ?? path.join(root, name);
  const summaries = new Map<string, Promise<OnnxSummary>>();

  const sized = (name: string, limit: number): string => {
    const size = sizes.get(name);
    const missing = `The folder "${path.basename(root)}" has no ${name}; choose the folder of a model with all its files.`;
    if (size === undefined) throw new AppError('not-found', missing, { file: name });
    if (size > limit) throw refusedFile('bad-file', name, `it is ${size} bytes long, and ${limit} are possible`);
    return pathOf(name);
  };
  const text = async (name: string): Promise<string> => readFile(sized(name, speechLimits.textBytes), 'utf8');
  const summarise = async (name: string): Promise<OnnxSummary> => {
    const summary = readOnnxSummary(await readFile(sized(name, speechLimits.onnxBytes)), name);
    if (summary.external) throw refusedFile('unsupported', name, 'it keeps its numbers in another file; an export that is one file, such as an int8 one, can be used');
    if (summary.opset <= speechLimits.opset) return summary;
    throw refusedFile('unsupported', name, `it needs version ${summary.opset} of the ONNX operators, and ${speechLimits.opset} is the newest known`);
  };
  return {
    name: path.basename(source, found.isDirectory() ? '' : path.extname(source)).slice(0, 200),
    files: [...sizes.keys()].toSorted(),
    has: (name) => sizes.has(name),
    sizeOf: (name) => sizes.get(name) ?? 0,
    pathOf,
    text,
    json: async (name) => parseUntrustedJson(await text(name), name, 'it'),
    onnx(name) {
      const summary = summaries.get(name) ?? summarise(name);
      summaries.set(name, summary);
      return summary;
    },
  };
}

async function list(root: string, below: string, depth: number, seen: { readonly sizes: Map<string, number>; folders: number }): Promise<void> {
  const noModel = (reason: string) => new AppError('unsupported', `The folder "${path.basename(root)}" is not that of a speech model: ${reason}. Nothing was changed; choose the folder of one model.`);
  if (depth > speechLimits.depth) throw noModel(`it has folders in more than ${speechLimits.depth} folders`);
  if (++seen.folders > speechLimits.folders) throw noModel(`it has more than ${speechLimits.folders} folders`);
  for (const entry of await readdir(path.join(root, below))) {
    const name = below === '' ? entry : `${below}/${entry}`;
    // What a link leads to: a model hub's cache is made of them.
    const found = await stat(path.join(root, name)).catch(() => null);
    // What was begun with a dot (a version control's folder) is no part of a model.
    if (!found || entry.startsWith('.')) continue;
    if (found.isDirectory()) await list(root, name, depth + 1, seen);
    else if (found.isFile()) seen.sizes.set(name, found.size);
    if (seen.sizes.size > speechLimits.files) throw noModel(`it has more than ${speechLimits.files} files`);
  }
}

async function listBeside(source: string, sizes: Map<string, number>): Promise<void> {
  const stem = path.basename(source).replace(/\.json$/, '');
  for (const name of await readdir(path.dirname(source))) {
    if (name !== stem && !name.startsWith(`${stem}.`)) continue;
    const found = await stat(path.join(path.dirname(source), name)).catch(() => null);
    if (found?.isFile() && sizes.size < speechLimits.files) sizes.set(name, found.size);
  }
}
