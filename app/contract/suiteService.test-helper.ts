import { AppError } from './AppError.ts';
import type { Channel } from './Channel.ts';
import { Mailbox } from './Mailbox.ts';
import type { Handlers } from './Service.ts';
import { defineService } from './Service.ts';
import { serveService } from './serveService.ts';
import { z } from './zod.ts';

const Nothing = z.object({});
const Key = z.string().max(40);

/** A service that shows everything a carrier must carry, and tells what happened at its end. */
export const suiteService = defineService({
  name: 'suite',
  calls: {
    echo: {
      params: z.object({ value: z.json(), short: z.string().max(8).optional() }),
      result: z.object({ value: z.json() }),
    },
    fail: { params: z.object({ kind: z.enum(['typed', 'foreign', 'wrong-result']) }), result: Nothing },
    hang: { params: Nothing, result: Nothing },
    /** How far the producer of this key got, and whether it was stopped. */
    progress: {
      params: z.object({ key: Key }),
      result: z.object({ produced: z.number(), aborted: z.boolean(), returned: z.boolean() }),
    },
    /** Pushes to all open `sums`. */
    push: { params: z.object({ times: z.number() }), result: Nothing },
    /** Posts these on the channel as they are. */
    postRaw: { params: z.object({ messages: z.array(z.json()) }), result: Nothing },
    closeChannel: { params: Nothing, result: Nothing },
  },
  streams: {
    count: { params: z.object({ key: Key, to: z.number() }), item: z.object({ at: z.number() }) },
    failAfter: {
      params: z.object({ items: z.number(), kind: z.enum(['typed', 'wrong-item']) }),
      item: z.object({ at: z.number() }),
    },
    /** Never gives an item; stops when it is told. */
    silent: { params: z.object({ key: Key }), item: Nothing },
    /** What was pushed, added up while nobody reads. */
    sums: { params: Nothing, item: z.object({ sum: z.number() }) },
  },
});

/** A second service on the same channel, with the same method name. */
export const secondService = defineService({
  name: 'second',
  calls: { echo: { params: z.object({ value: z.string() }), result: z.object({ second: z.string() }) } },
  streams: {},
});

interface Progress {
  produced: number;
  aborted: boolean;
  returned: boolean;
}

/** What is known at the serving end, for tests in the same process. */
export type SuiteState = ReadonlyMap<string, Readonly<Progress>>;

/** Serves both services on the far end of a carrier under test. */
export function serveSuite(channel: Channel): SuiteState {
  const state = new Map<string, Progress>();
  const mailboxes = new Set<Mailbox<{ sum: number }>>();
  const start = (key: string, signal: AbortSignal): Progress => {
    const progress = { produced: 0, aborted: false, returned: false };
    state.set(key, progress);
    signal.addEventListener('abort', () => {
      progress.aborted = true;
    });
    return progress;
  };

  const handlers: Handlers<typeof suiteService> = {
    echo: ({ value }) => ({ value }),
    fail({ kind }) {
      if (kind === 'typed') throw new AppError('disk-full', 'The disk is full.', { needed: 7 });
      if (kind === 'foreign') throw new TypeError('a foreign mistake');
      return [] as unknown as Record<string, never>;
    },
    hang: () => new Promise<never>(() => {}),
    progress: ({ key }) => ({ ...(state.get(key) ?? { produced: 0, aborted: false, returned: false }) }),
    push({ times }) {
      for (const mailbox of mailboxes) for (let i = 0; i < times; i++) mailbox.push({ sum: 1 });
      return {};
    },
    postRaw({ messages }) {
      for (const message of messages) channel.post(message);
      return {};
    },
    closeChannel() {
      channel.close();
      return {};
    },
    async *count({ key, to }, signal) {
      const progress = start(key, signal);
      try {
        for (let at = 0; at < to; at++) {
          progress.produced += 1;
          yield { at };
        }
      } finally {
        progress.returned = true;
      }
    },
    async *failAfter({ items, kind }) {
      for (let at = 0; at < items; at++) yield { at };
      if (kind === 'wrong-item') yield { at: 'wrong' } as unknown as { at: number };
      throw new AppError('crashed', 'The model stopped.', { at: items });
    },
    async *silent({ key }, signal) {
      const progress = start(key, signal);
      try {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      } finally {
        progress.returned = true;
      }
      yield* [];
    },
    sums() {
      const mailbox = new Mailbox<{ sum: number }>((last, next) => ({ sum: last.sum + next.sum }));
      mailboxes.add(mailbox);
      void mailbox.closed.then(() => mailboxes.delete(mailbox));
      return mailbox;
    },
  };
  serveService(channel, suiteService, handlers);
  serveService(channel, secondService, { echo: ({ value }) => ({ second: value }) });
  return state;
}
