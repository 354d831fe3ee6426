import { AppError } from '../../../app/contract/AppError.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import type { embeddingService } from '../../../app/contract/services/embedding.ts';
import { physicalCores } from '../physicalCores.ts';
import type { Scheduler } from '../schedule/createScheduler.ts';
import { learnPace, type PrefillPace } from '../schedule/PrefillPace.ts';
import { batchSize } from './batchSize.ts';
import type { Encoder } from './Encoder.ts';
import { openEncoder } from './openEncoder.ts';

/** How much one run may take: what waits behind it is a token of the visible answer. */
const RUN_MS = 50;
/** Beyond this many tokens a run is no quicker per token, and takes ever more memory. */
const MAX_TOKENS = 1_024;
/** Before anything was measured: a slow machine. */
const FIRST_PACE: PrefillPace = { msPerToken: 0.5 };

/** Vectors of texts, on the loop that owns the device: in the background, or before a prefill when an answer waits. */
export function createEmbedding(scheduler: Scheduler): Handlers<typeof embeddingService> {
  let loaded: { readonly directory: string; readonly encoder: Promise<Encoder> } | null = null;
  let pace = FIRST_PACE;

  /** Vectors of the texts in their order, run by run. */
  async function vectorsOf(
    encoder: Encoder,
    texts: readonly string[],
    urgent: boolean,
  ): Promise<Float32Array<ArrayBuffer>> {
    const tokens = texts.map((text) => encoder.tokenise(text));
    // Texts of about one length go together, so that little of a batch is padding.
    const order = [...tokens.keys()].toSorted((a, b) => tokens[a]!.length - tokens[b]!.length);
    const lengths = order.map((index) => tokens[index]!.length);
    const { dimensions } = encoder;
    const vectors = new Float32Array(texts.length * dimensions);
    const { signal } = new AbortController();
    for (let from = 0; from < order.length; ) {
      const batch = await scheduler.run(
        urgent ? 'question' : 'background',
        async () => {
          const count = batchSize(lengths, from, Math.min(MAX_TOKENS, RUN_MS / pace.msPerToken));
          const chosen = order.slice(from, from + count);
          const started = performance.now();
          const rows = await encoder.run(chosen.map((index) => tokens[index]!));
          // NaN would spread through every comparison that is ever made with it.
          if (!rows.every(Number.isFinite)) {
            throw new AppError('bad-file', 'The weights of this embedding model are damaged; recall works with words alone.');
          }
          pace = learnPace(pace, count * lengths[from + count - 1]!, performance.now() - started);
          return { chosen, rows };
        },
        signal,
      );
      for (const [row, index] of batch.chosen.entries()) {
        vectors.set(batch.rows.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions);
      }
      from += batch.chosen.length;
    }
    return vectors;
  }

  return {
    async load({ directory, threads }) {
      if (loaded && loaded.directory !== directory) {
        throw new AppError('busy', 'The engine has an embedding model already; another one needs another process.');
      }
      const cores = threads === 0 ? physicalCores() : threads;
      const attempt = (loaded ??= { directory, encoder: openEncoder(directory, cores) });
      try {
        const { dimensions, maxTokens } = await attempt.encoder;
        return { dimensions, maxTokens };
      } catch (error) {
        if (loaded === attempt) loaded = null;
        throw error;
      }
    },

    async embed({ texts, urgent }) {
      if (!loaded) throw new AppError('no-model', 'No embedding model is loaded; recall works with words alone.');
      const encoder = await loaded.encoder;
      const vectors = await vectorsOf(encoder, texts, urgent);
      return { vectors: new Uint8Array(vectors.buffer), dimensions: encoder.dimensions };
    },
  };
}
