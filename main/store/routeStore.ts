import { AppError } from '../../app/contract/AppError.ts';
import type { Client } from '../../app/contract/Service.ts';
import { captionStore } from './captionStore.ts';
import type { storeService } from './storeService.ts';
import { isTemporary } from './temporaryIds.ts';

type Store = Client<typeof storeService>;
type Calls = keyof Store;

/** Every call that is about one thing, and the parameter that says which. */
const ONE_THING = {
  rename: 'id',
  pin: 'id',
  setRetention: 'id',
  retention: 'conversationId',
  saveDraft: 'id',
  remove: 'id',
  restore: 'id',
  page: 'id',
  reveal: 'turnId',
  addTurn: 'conversationId',
  ask: 'conversationId',
  appendText: 'turnId',
  setState: 'turnId',
  cutAnswer: 'turnId',
  takeBack: 'turnId',
  turn: 'turnId',
  leaf: 'conversationId',
  tail: 'turnId',
  select: 'turnId',
  queue: 'conversationId',
  enqueue: 'conversationId',
  editQueued: 'id',
  dequeue: 'id',
  setPinned: 'turnId',
  pinned: 'conversationId',
  saveEvidence: 'turnId',
  evidence: 'turnId',
  forgetTurn: 'turnId',
  indexed: 'conversationId',
  addFact: 'conversationId',
  learnFacts: 'turnId',
  correctFact: 'id',
  setFact: 'id',
  forgetFact: 'id',
  factHistory: 'id',
} as const satisfies Partial<Record<Calls, string>>;

type OneThing = keyof typeof ONE_THING;

function routed(disk: Store, memory: Store): Pick<Store, OneThing> {
  const calls = Object.entries(ONE_THING).map(([name, parameter]) => {
    const call = async (params: Readonly<Record<string, unknown>>): Promise<unknown> => {
      const store = isTemporary(String(params[parameter])) ? memory : disk;
      return (store[name as OneThing] as (params: unknown) => Promise<unknown>)(params);
    };
    return [name, call];
  });
  return Object.fromEntries(calls) as Pick<Store, OneThing>;
}

type RecordingCalls = keyof typeof captionStore;

/** Recordings are kept on the disk, all of them. */
function recordingsOf(disk: Store): Pick<Store, RecordingCalls> {
  const names = Object.keys(captionStore) as RecordingCalls[];
  return Object.fromEntries(names.map((name) => [name, disk[name]])) as Pick<Store, RecordingCalls>;
}

/** `items` in the places `isFirst` names go to one store, the others to the other; in order. */
function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/**
 * One store made of two: conversations on the disk, and temporary ones in memory alone. Ids tell which. What is found
 * everywhere from a temporary conversation comes from both; to a conversation on the disk nothing temporary ever comes.
 *
 * @param memory a store opened as `:memory:`
 */
export function routeStore(disk: Store, memory: Store): Store {
  const one = routed(disk, memory);
  /** Temporary conversations may have seen what the disk has no more: it goes there, too. */
  const withTemporary = async <T extends { seenIn: string[] }>(erased: T): Promise<T> => {
    const { ids: seen } = await memory.seen({});
    const { ids } = await disk.gone({ ids: seen.filter((id) => !isTemporary(id)) });
    const { seenIn } = await memory.eraseSeen({ ids });
    return { ...erased, seenIn: [...new Set([...erased.seenIn, ...seenIn])] };
  };
  return {
    ...one,
    seen: memory.seen,
    gone: disk.gone,
    async saveEvidence(params) {
      const saved = await one.saveEvidence(params);
      if (!isTemporary(params.turnId)) return saved;
      const { seenIn } = await withTemporary({ seenIn: [] });
      return { erased: saved.erased || seenIn.length > 0 };
    },
    eraseSeen: memory.eraseSeen,
    forgetTurn: async (params) => withTemporary(await one.forgetTurn(params)),
    forgetFact: async (params) => withTemporary(await one.forgetFact(params)),
    ...recordingsOf(disk),
    purgeRecordings: async (params) => withTemporary(await disk.purgeRecordings(params)),
    create: ({ temporary = false }) => (temporary ? memory : disk).create({ temporary }),
    async list() {
      const [kept, temporary] = await Promise.all([disk.list({}), memory.list({})]);
      return {
        conversations: [...kept.conversations, ...temporary.conversations].toSorted(
          (a, b) => Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt,
        ),
      };
    },
    async search(params) {
      const [kept, temporary] = await Promise.all([disk.search(params), memory.search(params)]);
      // Few are temporary, and they are what the person is at.
      return { hits: [...temporary.hits, ...kept.hits].slice(0, params.limit) };
    },
    async purge(params) {
      const [kept, temporary] = await Promise.all([disk.purge(params), memory.purge(params)]);
      return withTemporary({ ids: [...kept.ids, ...temporary.ids], seenIn: [...kept.seenIn, ...temporary.seenIn] });
    },
    /** All of them: those that are kept. */
    export: (params) => (params.id !== null && isTemporary(params.id) ? memory : disk).export(params),
    import: disk.import,
    makePassages: disk.makePassages,
    async unembedded(params) {
      const temporary = await memory.unembedded(params);
      const limit = params.limit - temporary.passages.length;
      const kept = limit > 0 ? await disk.unembedded({ ...params, limit }) : { passages: [] };
      return { passages: [...temporary.passages, ...kept.passages] };
    },
    async saveVectors({ model, passageIds, vectors }) {
      const bytes = vectors.length / passageIds.length;
      if (!Number.isInteger(bytes)) {
        throw new AppError('bad-request', 'The vectors do not belong to these passages. Nothing was stored.');
      }
      const places = passageIds.map((passageId, i) => ({
        passageId,
        vector: vectors.slice(i * bytes, (i + 1) * bytes),
      }));
      const [temporary, kept] = parted(places, ({ passageId }) => isTemporary(passageId));
      for (const [store, part] of [
        [memory, temporary],
        [disk, kept],
      ] as const) {
        if (part.length === 0) continue;
        const joined = new Uint8Array(part.length * bytes);
        part.forEach(({ vector }, i) => joined.set(vector, i * bytes));
        await store.saveVectors({ model, passageIds: part.map(({ passageId }) => passageId), vectors: joined });
      }
      return {};
    },
    async recall(params) {
      if (!isTemporary(params.conversationId)) {
        return disk.recall({ ...params, excludeTurnIds: params.excludeTurnIds.filter((id) => !isTemporary(id)) });
      }
      const own = await memory.recall(params);
      if (!params.everywhere) return own;
      const kept = await disk.recall({ ...params, leafId: null });
      const quotations = [...own.quotations, ...kept.quotations].toSorted((a, b) => b.score - a.score);
      return { quotations: quotations.slice(0, params.limit) };
    },
    async facts(params) {
      if (!isTemporary(params.conversationId)) return disk.facts(params);
      const own = await memory.facts(params);
      const kept = params.everywhere ? await disk.facts({ ...params, leafId: null }) : { facts: [] };
      return { facts: [...own.facts, ...kept.facts].toSorted((a, b) => b.createdAt - a.createdAt) };
    },
    async matchFacts(params) {
      if (!isTemporary(params.conversationId)) return disk.matchFacts(params);
      const own = await memory.matchFacts(params);
      const kept = params.everywhere ? await disk.matchFacts({ ...params, leafId: null }) : { facts: [] };
      return { facts: [...own.facts, ...kept.facts].slice(0, params.limit) };
    },
    async recover() {
      const [kept, temporary] = await Promise.all([disk.recover({}), memory.recover({})]);
      return { cut: kept.cut + temporary.cut };
    },
    async close() {
      await Promise.all([disk.close({}), memory.close({})]);
      return {};
    },
  };
}
