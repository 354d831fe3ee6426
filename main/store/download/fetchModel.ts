import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CatalogModel } from '../../../native-models/catalog/CatalogModel.ts';
import type { ModelSource } from '../../../native-models/catalog/ModelSource.ts';
import { downloadFile } from './downloadFile.ts';
import { downloadPackage, pipFolder } from './downloadPackage.ts';
import type { DownloadProgress } from './DownloadProgress.ts';

const DEFAULT_HUB = 'https://huggingface.co';

export interface ModelRequest {
  readonly model: CatalogModel;
  /** the file or folder that the person named; null when none */
  readonly given: string | null;
  /** where downloads lie */
  readonly folder: string;
  /** `HF_ENDPOINT` and `HF_TOKEN` name another hub and the person's token for it */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** says where the file comes from, in words that go on from "from …", each time a source is begun */
  readonly onSource: (words: string) => void;
  /** says in a sentence why a source was passed over */
  readonly onPassedOver: (sentence: string) => void;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/**
 * Gets the weights of a model from the first of its sources that has them; at once when they are there already.
 * Only finished, verified files bear their name, so being there means being right.
 *
 * @returns the path of the file, or of what the person named. Rejects with an AppError of the last source.
 */
export async function fetchModel(request: ModelRequest): Promise<string> {
  const { model, folder } = request;
  const file = join(folder, model.file.name);
  if (request.given === null && (await sizeOf(file)) === model.file.size) return file;
  // What a host that was killed in the midst of pip's work has left; nothing of it can be used.
  await rm(pipFolder(file), { recursive: true, force: true }).catch(() => {});
  let failure = new AppError('not-found', `There is no source for ${model.info.name}.`);
  for (const source of model.sources) {
    try {
      const found = await fetchFrom(source, file, request);
      if (found !== null) return found;
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'disk-full') throw error;
      if (source.kind === 'given') throw error;
      failure = new AppError(
        error.code,
        `${model.info.name} could not be had from anywhere. ${error.message} You can also name a model file that is already on this computer.`,
      );
      request.onPassedOver(`${capitalised(sourceWords(source, request.environment))} was passed over: ${error.message}`);
    }
  }
  throw failure;
}

async function fetchFrom(source: ModelSource, file: string, request: ModelRequest): Promise<string | null> {
  const { model, given, environment, signal, onProgress } = request;
  const { size, sha256 } = model.file;
  if (source.kind === 'given') {
    if (given !== null) await stat(given).catch(() => { throw missing(given); });
    return given;
  }
  request.onSource(sourceWords(source, environment));
  if (source.kind === 'package') {
    await downloadPackage({ source, file, size, sha256, environment, signal, onProgress });
    return file;
  }
  const token = environment['HF_TOKEN'];
  const url = `${hubAddress(environment)}/${source.repository}/resolve/${source.revision}/${source.path}`;
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  await downloadFile({ url, headers, file, size, sha256, signal, onProgress });
  return file;
}

function hubAddress(environment: NodeJS.ProcessEnv): string {
  const address = (environment['HF_ENDPOINT'] || DEFAULT_HUB).replace(/\/+$/, '');
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? '')) {
    throw new AppError('bad-request', `HF_ENDPOINT is not a web address (${address}); correct it or unset it.`);
  }
  return address;
}

function sourceWords(source: ModelSource, environment: NodeJS.ProcessEnv): string {
  if (source.kind === 'given') return 'the file you named';
  if (source.kind === 'package') return `the Python package ${source.name}`;
  return `the model hub (${URL.parse(environment['HF_ENDPOINT'] || DEFAULT_HUB)?.host ?? 'unknown'})`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function missing(file: string): AppError {
  return new AppError('not-found', `${file} is not there or cannot be read; name another file.`);
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(({ size }) => size, () => null);
}
