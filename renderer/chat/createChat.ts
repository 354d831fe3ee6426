import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../app/contract/AppError.ts';
import type { ChatEvent } from '../../app/contract/services/chat.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { Connection } from '../connection/createConnection.ts';
import { watch } from '../connection/watch.ts';
import type { ChatState, Destination } from './ChatState.ts';
import { applyChatEvent } from './transcript/applyChatEvent.ts';
import { applyPage } from './transcript/applyPage.ts';
import { applyTurn } from './transcript/applyTurn.ts';
import { createEdits, type Edits } from './transcript/createEdits.ts';
import { createLiveText, type LiveText } from './transcript/createLiveText.ts';
import { emptyTranscript } from './transcript/Transcript.ts';

/** Turns per page. A screen shows five to fifteen. */
export const PAGE = 60;

/** The open conversation: follows it at the host, and fetches its pages as the reader moves. */
export interface Chat {
  readonly store: StoreApi<ChatState>;
  readonly live: LiveText;
  readonly edits: Edits;
  /** Opens a conversation at its end, or at a turn; null: a new one. */
  open(id: string | null, at?: string): void;
  /** Fetches the page before, or after, what is loaded. */
  load(side: 'earlier' | 'later'): Promise<void>;
  /** Takes the reader there, loading what is missing. */
  go(destination: Destination): Promise<void>;
  /** Where to be when the path changes next (after an edit, a regenerated answer, a switched sibling). */
  expect(destination: Destination): void;
  /** The view tells which turn the reader looks at; null when at the end. Kept in place when pages are fetched anew. */
  reads(turnId: string | null): void;
  close(): void;
}

const NOTHING_OPEN: ChatState = { openId: null, transcript: null, destination: null, editing: null, problem: null };

export function createChat(connection: Connection, live: LiveText = createLiveText(), edits: Edits = createEdits()): Chat {
  const store = createStore<ChatState>(() => NOTHING_OPEN);
  edits.follow(store);
  let stopWatching: (() => void) | null = null;
  let expected: Destination | null = null;
  let readingAt: string | null = null;
  /** every fetch of a whole page makes the ones before it void */
  let fetches = 0;
  let fetching = 0;
  /** turns that were told while a whole page was being fetched: they are newer than that page */
  let backlog: Turn[] = [];
  const loading = new Set<'earlier' | 'later'>();

  const set = (state: Partial<ChatState>): void => store.setState(state);
  const fail = (error: unknown): void => set({ problem: AppError.fromValue(AppError.toValue(error)) });

  /** Fetches the page around `destination` and shows it; the reader is taken there unless `stay` is set. */
  const fetchWhole = async (destination: Destination, stay = false): Promise<void> => {
    const id = store.getState().openId;
    if (id === null) return;
    const mine = ++fetches;
    // What a fetch that failed left behind is older than the page that comes now.
    if (fetching++ === 0) backlog = [];
    const fetchAt = (at: 'start' | { turnId: string; side: 'around' } | null) =>
      connection.services().conversations.page({ id, limit: PAGE, at });
    try {
      const page =
        destination.kind !== 'turn'
          ? await fetchAt(destination.kind === 'start' ? 'start' : null)
          : // The turn may have left the path, or been forgotten: then the end is the best place.
            await fetchAt({ turnId: destination.turnId, side: 'around' }).catch(() => fetchAt(null));
      const { transcript } = store.getState();
      if (mine !== fetches || !transcript) return;
      const fresh = applyPage(transcript, page, { side: 'whole' });
      set({ transcript: backlog.reduce(applyTurn, fresh), ...(stay ? {} : { destination }) });
      backlog = [];
    } catch (error) {
      if (mine === fetches && AppError.toValue(error).code !== 'closed') fail(error);
    } finally {
      fetching--;
    }
  };

  const take = (event: ChatEvent): void => {
    const { transcript } = store.getState();
    if (!transcript) return;
    if (event.kind === 'text') {
      if (!live.push(event.turnId, event.at, event.text)) follow(transcript.conversationId);
      return;
    }
    if (event.kind === 'turn') takeTurn(event.turn);
    const next = applyChatEvent(transcript, event);
    if (next !== transcript) set({ transcript: next });
    if (event.kind === 'opened') takeOpened(event.answering);
  };
  const takeTurn = (turn: Turn): void => {
    if (fetching > 0) backlog.push(turn);
    if (turn.state === 'answering') live.start(turn.id, turn.text);
    else if (live.get(turn.id) !== null) live.end();
  };
  const takeOpened = (answering: Turn | null): void => {
    if (answering) live.start(answering.id, answering.text);
    else live.end();
    backlog = [];
    if (expected || !readingAt) void fetchWhole(expected ?? { kind: 'end' });
    else void fetchWhole({ kind: 'turn', turnId: readingAt, flash: false }, true);
    expected = null;
  };

  const follow = (conversationId: string): void => {
    stopWatching?.();
    stopWatching = watch(
      connection,
      (services) => services.chat.watch({ conversationId }),
      take,
      (error) => {
        if (error.code !== 'not-found') return true;
        fail(error);
        return false;
      },
    );
  };

  return {
    store,
    live,
    edits,
    open(id, at) {
      const { openId } = store.getState();
      if (id === openId && id !== null) {
        void this.go(at ? { kind: 'turn', turnId: at, flash: true } : { kind: 'end' });
        return;
      }
      stopWatching?.();
      live.end();
      fetches++;
      readingAt = null;
      expected = at ? { kind: 'turn', turnId: at, flash: true } : null;
      set({ ...NOTHING_OPEN, openId: id, transcript: id === null ? null : emptyTranscript(id), editing: edits.last(id) });
      if (id !== null) follow(id);
    },
    async load(side) {
      const { transcript } = store.getState();
      const edge = side === 'earlier' ? transcript?.turns[0] : transcript?.turns.at(-1);
      if (!transcript || !edge || transcript[side] === 0 || loading.has(side)) return;
      loading.add(side);
      const at = { turnId: edge.id, side: side === 'earlier' ? ('before' as const) : ('after' as const) };
      try {
        const page = await connection.services().conversations.page({ id: transcript.conversationId, limit: PAGE, at });
        const now = store.getState().transcript;
        if (now?.conversationId === transcript.conversationId) set({ transcript: applyPage(now, page, { side, at: edge.id }) });
      } catch {
        // Asked for again as soon as the reader moves; nothing is lost.
      } finally {
        loading.delete(side);
      }
    },
    async go(destination) {
      const { transcript } = store.getState();
      const there =
        transcript?.loaded &&
        (destination.kind !== 'turn'
          ? transcript[destination.kind === 'start' ? 'earlier' : 'later'] === 0
          : transcript.turns.some(({ id }) => id === destination.turnId));
      if (there) set({ destination: { ...destination } });
      else await fetchWhole(destination);
    },
    expect(destination) {
      expected = destination;
    },
    reads(turnId) {
      readingAt = turnId;
    },
    close: () => stopWatching?.(),
  };
}
