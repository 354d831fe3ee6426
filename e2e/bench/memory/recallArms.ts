import type { Embedder } from '../../../main/services/memory/Embedder.ts';
import type { MemoryContext } from '../../../main/services/memory/MemoryContext.ts';

type Context = Pick<MemoryContext, 'store' | 'embedder' | 'settings'>;

const noVectors = (embedder: Embedder): Embedder => ({ ...embedder, embed: () => Promise.resolve(null) });

/** The host's memory with parts of it switched off. */
export const recallArms = {
  recent: ({ settings, ...rest }: Context): Context => ({ ...rest, settings: () => ({ ...settings(), recall: false }) }),
  words: ({ store, embedder, settings }: Context): Context => ({ store: { ...store, ...noFacts }, embedder: noVectors(embedder), settings }),
  vectors: ({ store, embedder, settings }: Context): Context => ({
    store: { ...store, ...noFacts, recall: (request) => store.recall({ ...request, query: '' }) },
    embedder,
    settings,
  }),
  both: ({ store, embedder, settings }: Context): Context => ({ store: { ...store, ...noFacts }, embedder, settings }),
  facts: ({ store, embedder, settings }: Context): Context => ({
    store: { ...store, recall: () => Promise.resolve({ quotations: [] }) },
    embedder: noVectors(embedder),
    settings,
  }),
  all: (context: Context): Context => context,
} as const;

const noFacts: Pick<Context['store'], 'matchFacts'> = { matchFacts: () => Promise.resolve({ facts: [] }) };

/** `given`: the very message that tells it, however it was found. */
export type RecallArm = keyof typeof recallArms | 'given';
