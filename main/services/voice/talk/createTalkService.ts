import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../app/contract/AppError.ts';
import { Mailbox } from '../../../../app/contract/Mailbox.ts';
import type { Client, Handlers } from '../../../../app/contract/Service.ts';
import type { voiceService } from '../../../../app/contract/services/voice.ts';
import type { TalkItem } from '../../../../app/voice/TalkItem.ts';
import type { storeService } from '../../../store/storeService.ts';
import { isTemporary, TEMPORARY_PREFIX } from '../../../store/temporaryIds.ts';
import type { SpokenChat } from '../../chat/createSpokenChat.ts';
import { createChangeSignal } from '../../changeSignal.ts';
import { followChanges } from '../../followChanges.ts';
import { createTalkSession, type TalkSession } from './createTalkSession.ts';
import type { TalkModels } from './TalkModels.ts';

export interface TalkContext {
  readonly store: Pick<Client<typeof storeService>, 'leaf'>;
  readonly chat: SpokenChat;
  readonly models: TalkModels;
}

export type TalkHandlers = Pick<
  Handlers<typeof voiceService>,
  'prepareTalk' | 'cancelPrepareTalk' | 'feed' | 'played' | 'press' | 'release' | 'mute' | 'endTalk' | 'talkStatus' | 'talking' | 'talk'
>;

export interface Talk {
  readonly handlers: TalkHandlers;
  /** Ends the session; what was heard is stored when it resolves. */
  close(): Promise<void>;
}

interface Current {
  readonly id: string;
  readonly conversationId: string;
  readonly items: Mailbox<TalkItem>;
  session: TalkSession | null;
  /** its window has left: what it leaves to be done is done soon */
  isLeaving: boolean;
  ending: Promise<void> | null;
}

const MISSING: ReadonlySet<string> = new Set(['absent', 'downloading', 'importing']);
const ABSENT = 'Talking needs models that are not here yet. Fetch them first; nothing was heard.';
const BUSY = 'Somebody talks with Headwater already, in this window or another one. End that first.';

/** Conversations by voice: one at a time, for there is one person, one microphone and one loudspeaker. */
export function createTalkService({ store, chat, models }: TalkContext): Talk {
  const changes = createChangeSignal();
  let current: Current | null = null;

  const sessionOf = (sessionId: string): TalkSession => {
    if (current?.id === sessionId && current.session) return current.session;
    throw new AppError('not-found', 'This conversation by voice has ended. Begin it again to go on.');
  };
  const close = async (mine: Current): Promise<void> => {
    mine.items.end();
    await mine.session?.close();
    if (current === mine) current = null;
    changes.notify();
  };
  /** Once, whether the window leaves or somebody else ends it. */
  const finish = (mine: Current): Promise<void> => (mine.ending ??= close(mine));
  const end = async (): Promise<void> => {
    if (current) await finish(current);
  };

  async function* talk({ conversationId, pushToTalk }: { conversationId: string; pushToTalk: boolean }, signal: AbortSignal): AsyncGenerator<TalkItem> {
    if (current?.isLeaving) await finish(current);
    if (current) throw new AppError('busy', BUSY);
    if (MISSING.has(models.status().phase)) throw new AppError('no-model', ABSENT);
    const items = new Mailbox<TalkItem>(newestState);
    const mine: Current = { id: randomUUID(), conversationId, items, session: null, isLeaving: false, ending: null };
    current = mine;
    const leave = (): void => {
      mine.isLeaving = true;
      items.end();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      await store.leaf({ conversationId });
      if (mine.ending) return;
      // After a failure, once more.
      models.prepare();
      items.push({ kind: 'opened', sessionId: mine.id });
      const prefix = isTemporary(conversationId) ? TEMPORARY_PREFIX : '';
      mine.session = createTalkSession(
        { chat, models, emit: (item) => items.push(item), onGivenUp: (error) => items.fail(error) },
        { conversationId, messageId: () => `${prefix}${randomUUID()}`, pushToTalk },
      );
      changes.notify();
      yield* items;
    } finally {
      signal.removeEventListener('abort', leave);
      await finish(mine);
    }
  }

  return {
    handlers: {
      prepareTalk() {
        models.prepare();
        return {};
      },
      async cancelPrepareTalk() {
        await models.cancel();
        return {};
      },
      feed: ({ sessionId, at, samples }) => ({
        behindMs: sessionOf(sessionId).feed({ at, samples: soundOf(samples) }),
      }),
      played({ sessionId, run, ...report }) {
        sessionOf(sessionId).played(run, report);
        return {};
      },
      press({ sessionId }) {
        sessionOf(sessionId).press();
        return {};
      },
      release({ sessionId }) {
        sessionOf(sessionId).release();
        return {};
      },
      mute({ sessionId, muted }) {
        sessionOf(sessionId).mute(muted);
        return {};
      },
      async endTalk() {
        await end();
        return {};
      },
      talkStatus: (_params, signal) =>
        followChanges({ notify: () => undefined, subscribe: (listener) => models.onChange(listener) }, signal, async () => models.status()),
      talking: (_params, signal) => followChanges(changes, signal, async () => ({ conversationId: current?.conversationId ?? null })),
      talk,
    },
    close: end,
  };
}

function soundOf(text: string): Uint8Array<ArrayBuffer> {
  const samples = new Uint8Array(Buffer.from(text, 'base64'));
  if (samples.length % 2 === 0) return samples;
  throw new AppError('bad-request', 'This is no piece of a sound; nothing of it was heard.');
}

/** A slow window needs the newest state alone, but every notice. */
function newestState(last: TalkItem, next: TalkItem): TalkItem | undefined {
  return last.kind === 'state' && next.kind === 'state' && last.notice === null ? next : undefined;
}
