import { existsSync } from 'node:fs';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { readCompiled } from '../../../native-models/import/readCompiled.ts';
import { checkSession } from './checkSession.ts';
import { CpuDecoder, type DecoderSessions } from './CpuDecoder.ts';
import type { CacheElements } from './CpuKvBuffers.ts';
import type { Decoder } from './Decoder.ts';
import { largestCacheLevel } from './largestCacheLevel.ts';
import { EmbeddingRows } from './EmbeddingRows.ts';

export interface DecoderOptions {
  readonly provider: 'cpu' | 'webgpu';
  /** 0: as many as the machine has cores */
  readonly threads: number;
  /** loads the graph that tells more than logits (`Decoder.score`) at once; it takes somewhat longer */
  readonly scored?: boolean;
  /** onnxruntime writes its profile to files that begin with this path */
  readonly profile?: string;
}

/** The level of a processor whose int8 products are exact; on others the graph for many tokens would not be. */
const FULL_LEVEL = 127;

/**
 * Loads a compiled model. Its folder is checked before native code sees the graph, which would end the process over a
 * damaged one. Errors: `bad-file`; `unsupported` for a provider that has no graph yet.
 */
export async function openDecoder(directory: string, options: DecoderOptions): Promise<Decoder> {
  if (options.provider !== 'cpu') {
    throw new AppError('unsupported', 'Language models run on the processor so far; choose the processor as device.');
  }
  const model = await readCompiled(directory);
  const settings = sessionSettings(options.threads);
  const profiling = options.profile !== undefined && { enableProfiling: true, profileFilePrefix: options.profile };
  const open = (scored: boolean) => openGraphs(directory, model, { settings, profiling, scored });
  const { elements, ...sessions } = await open(options.scored === true);
  const openScored = async () => {
    // What native code is given must be whole now; it was checked when the model was loaded, maybe days ago.
    await readCompiled(directory);
    const { elements: theirs, ...scored } = await open(true);
    if (theirs.type === elements.type) return scored;
    await scored.session.release();
    await scored.bulk?.release();
    throw new AppError('bad-file', 'The two prepared graphs of this model do not fit each other; import the model again.');
  };
  return new CpuDecoder(model, sessions, openScored, elements, new EmbeddingRows(directory, model));
}

/** The graphs of one kind. Errors: `bad-file`. */
async function openGraphs(
  directory: string,
  model: CompiledModel,
  { settings, profiling, scored }: { settings: InferenceSession.SessionOptions; profiling: InferenceSession.SessionOptions | false; scored: boolean },
): Promise<DecoderSessions & { readonly elements: CacheElements }> {
  const session = await InferenceSession.create(path.join(directory, graphFile('decoder', scored)), { ...settings, ...profiling });
  try {
    const type = checkSession(session, model, 'decoder', scored);
    const elements = type === 'int8' ? { type, largest: await largestCacheLevel() } : { type };
    const bulk = elements.largest === FULL_LEVEL ? await openBulk(directory, model, settings, scored) : undefined;
    return { session, bulk, scored, elements };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** The graph for many tokens at once, where the model has one. Errors: `bad-file`. */
async function openBulk(
  directory: string,
  model: CompiledModel,
  settings: InferenceSession.SessionOptions,
  scored: boolean,
): Promise<InferenceSession | undefined> {
  const file = path.join(directory, graphFile('bulk', scored));
  if (!existsSync(file)) return undefined;
  const session = await InferenceSession.create(file, settings);
  try {
    checkSession(session, model, 'bulk', scored);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}

function graphFile(graph: 'decoder' | 'bulk', scored: boolean): string {
  return scored ? `${graph}.scored.onnx` : `${graph}.onnx`;
}

function sessionSettings(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // Where a score is low its probability is no normal float, and each product with one costs a hundred others. The
    // first session of a process decides this for the thread that runs them.
    extra: { session: { set_denormal_as_zero: '1' } },
  };
}
