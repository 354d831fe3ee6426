import { AppError } from '../../../app/contract/AppError.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { embeddingService } from '../../../app/contract/services/embedding.ts';
import type { CatalogFolder } from '../../../native-models/catalog/CatalogFolder.ts';
import { embeddingModel } from '../../../native-models/catalog/embeddingModel.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import type { EmbeddingModel, EmbeddingStatus } from './EmbeddingModel.ts';
import { embedTexts } from './embedTexts.ts';
import type { ModelService } from './ModelService.ts';
import { obtainEncoder } from './obtainEncoder.ts';

type EmbeddingClient = Client<typeof embeddingService>;

export interface EmbeddingModelOptions {
  readonly home: string;
  readonly settings: Pick<SettingsAccess, 'get'>;
  readonly spawn: Spawn;
  /** the chat model, in whose process the vectors are made */
  readonly models: Pick<ModelService, 'whenReady' | 'embedding' | 'onChange'>;
  /** Defaults to the catalog's embedding model */
  readonly model?: CatalogFolder;
  /** where `HEADWATER_EMBEDDING_MODEL` (a folder to use), `HF_ENDPOINT`, `HF_TOKEN` and pip's own variables are read. Defaults to that of the process */
  readonly environment?: NodeJS.ProcessEnv;
}

const ABSENT: EmbeddingStatus = { phase: 'absent', progress: null, note: null };
const READY: EmbeddingStatus = { phase: 'ready', progress: null, note: null };

/** The embedding model of the host: gets it, imports it, and loads it into whichever engine runs. */
export function createEmbeddingModel(options: EmbeddingModelOptions): EmbeddingModel {
  const { home, settings, spawn, models, model = embeddingModel, environment = process.env } = options;
  const listeners = new Set<(status: EmbeddingStatus) => void>();
  /** engines that have the model, or are loading it */
  const loads = new WeakMap<EmbeddingClient, Promise<unknown>>();
  let status = ABSENT;
  let directory: string | null = null;
  let attempt: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  let closed = false;
  let repaired = false;

  function apply(next: EmbeddingStatus): void {
    status = next;
    for (const listener of listeners) listener(status);
  }

  function begin(repair: boolean): void {
    if (closed || attempt || directory !== null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const onStatus = (next: EmbeddingStatus): void => {
      if (!signal.aborted) apply(next);
    };
    const mayFetch = async (): Promise<void> => void (await models.whenReady(signal));
    const run = async (): Promise<void> => {
      try {
        const given = environment['HEADWATER_EMBEDDING_MODEL'] || null;
        const found = await obtainEncoder({ home, model, given, spawn, environment, signal, onStatus, mayFetch, repair });
        if (signal.aborted) return;
        directory = found;
        apply(READY);
        warmUp();
      } catch (error) {
        onStatus({ phase: 'failed', progress: null, note: AppError.toValue(error).message });
      } finally {
        attempt = null;
      }
    };
    attempt = { controller, ended: run() };
  }

  /** Loads the model into an engine once. */
  async function load(client: EmbeddingClient, folder: string): Promise<void> {
    let loading = loads.get(client);
    if (!loading) {
      loading = client.load({ directory: folder, threads: settings.get().threads });
      loads.set(client, loading);
      loading.catch(() => loads.delete(client));
    }
    await loading;
  }

  /** The first question shall not wait for the loading of the model. */
  function warmUp(): void {
    const client = models.embedding();
    if (client && directory !== null) load(client, directory).catch(mend);
  }

  /** A damaged folder is compiled anew, once; every other failure shows again where vectors are wanted. */
  function mend(error: unknown): void {
    if (!(error instanceof AppError) || error.code !== 'bad-file' || directory === null) return;
    directory = null;
    if (repaired) return apply({ phase: 'failed', progress: null, note: error.message });
    repaired = true;
    apply(ABSENT);
    begin(true);
  }

  const stopListening = models.onChange(({ phase }) => {
    if (phase !== 'ready' || directory === null) return;
    warmUp();
    // Who got no vectors while there was no engine tries again.
    apply(status);
  });

  return {
    status: () => status,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => begin(false),
    async cancel() {
      const current = attempt;
      if (!current) return;
      current.controller.abort();
      await current.ended;
      apply(ABSENT);
    },
    directory: () => directory,
    async embed(texts, { urgent }) {
      const client = models.embedding();
      if (!client || directory === null) return null;
      try {
        await load(client, directory);
        return await embedTexts(client, texts, urgent);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code === 'bad-file') mend(error);
        if (error.code === 'bad-file' || error.code === 'closed') return null;
        throw error;
      }
    },
    async close() {
      closed = true;
      stopListening();
      attempt?.controller.abort();
      await attempt?.ended;
    },
  };
}
