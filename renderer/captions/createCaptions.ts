import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Recording } from '../../app/captions/Recording.ts';
import { AppError } from '../../app/contract/AppError.ts';
import { MAX_CAPTION_PAGE } from '../../app/contract/services/captions.ts';
import type { Connection } from '../connection/createConnection.ts';
import { watch } from '../connection/watch.ts';
import { applyCaptionsEvent } from './applyCaptionsEvent.ts';
import { emptyLog, type CaptionLog, type CaptionsState } from './CaptionsState.ts';
import { withLines } from './withLines.ts';

/** The recordings, and the open one: followed at the host, its lines fetched. */
export interface Captions {
  readonly store: StoreApi<CaptionsState>;
  /** Opens a recording, at its end or at a line; null: a new one. */
  open(id: string | null, lineId?: string): void;
  readonly dismissNotice: () => void;
  /** Takes the reader to a line of the open recording. */
  go(lineId: string, flash?: boolean): void;
  /** The host told how far the text of a recording is behind its sound. */
  readonly behind: (recordingId: string, milliseconds: number) => void;
  close(): void;
}

/** The open recording, kept for a reload of this tab. */
const OPEN_KEY = 'headwater.recording';

const NOTHING_OPEN = { openId: null, log: null, destination: null, editing: null, naming: null, find: null, chosen: null, problem: null } as const;

export function createCaptions(connection: Connection): Captions {
  const store = createStore<CaptionsState>(() => ({ status: null, recordings: null, copy: 'live', ...NOTHING_OPEN }));
  let stopFollowing: (() => void) | null = null;
  /** every opening makes the fetches before it void */
  let openings = 0;

  const setLog = (change: (log: CaptionLog) => CaptionLog): void => {
    const { log } = store.getState();
    const next = log && change(log);
    if (next !== log) store.setState({ log: next });
  };
  const fail = (error: unknown): void => {
    const { code, message } = AppError.toValue(error);
    if (code !== 'closed') store.setState({ problem: message });
  };
  const fetchLines = async (recordingId: string): Promise<void> => {
    const mine = ++openings;
    try {
      for (let from = 0; ; ) {
        const { lines } = await connection.services().captions.lines({ recordingId, from, limit: MAX_CAPTION_PAGE });
        if (mine !== openings) return;
        const last = lines.at(-1);
        const whole = lines.length < MAX_CAPTION_PAGE || !last;
        setLog((log) => ({ ...log, lines: withLines(log.lines, lines), loaded: whole }));
        if (whole) return;
        from = last.index + 1;
      }
    } catch (error) {
      if (mine === openings) fail(error);
    }
  };
  const follow = (recordingId: string): void => {
    stopFollowing = watch(
      connection,
      (services) => {
        // What was missed while there was no connection is fetched again.
        void fetchLines(recordingId);
        return services.captions.watch({ recordingId });
      },
      (event) => setLog((log) => (log.recordingId === recordingId ? applyCaptionsEvent(log, event) : log)),
      (error) => {
        if (error.code !== 'not-found') return true;
        fail(error);
        return false;
      },
    );
  };
  const open = (id: string | null, lineId?: string): void => {
    if (id === store.getState().openId) {
      if (lineId !== undefined) store.setState({ destination: { lineId, flash: true } });
      return;
    }
    stopFollowing?.();
    stopFollowing = null;
    openings++;
    const destination = lineId === undefined ? null : { lineId, flash: true };
    store.setState({ ...NOTHING_OPEN, openId: id, log: id === null ? null : emptyLog(id), destination });
    if (id === null) sessionStorage.removeItem(OPEN_KEY);
    else sessionStorage.setItem(OPEN_KEY, id);
    if (id !== null) follow(id);
  };

  const stops = [
    watch(
      connection,
      (services) => services.captions.status({}),
      (status) => store.setState({ status }),
    ),
    watch(
      connection,
      (services) => services.captions.recordings({}),
      ({ recordings }) => {
        const { openId, recordings: before } = store.getState();
        store.setState({ recordings });
        const kept = sessionStorage.getItem(OPEN_KEY);
        if (before === null && openId === null && has(recordings, kept)) open(kept);
        // It was deleted, here or in another window.
        else if (openId !== null && has(before, openId) && !has(recordings, openId)) open(null);
      },
    ),
  ];
  return {
    store,
    open,
    dismissNotice: () => setLog((log) => ({ ...log, notice: null })),
    go: (lineId, flash = true) => store.setState({ destination: { lineId, flash } }),
    behind: (recordingId, behindMs) => setLog((log) => (log.recordingId === recordingId && log.behindMs !== behindMs ? { ...log, behindMs } : log)),
    close() {
      stopFollowing?.();
      for (const stop of stops) stop();
    },
  };
}

function has(list: readonly Recording[] | null, wanted: string | null): boolean {
  return list?.some(({ id }) => id === wanted) ?? false;
}
