import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../app/contract/AppError.ts';
import type { SpokenChunk } from '../../app/voice/SpokenChunk.ts';
import type { PrepareStatus } from '../../app/models/PrepareStatus.ts';
import type { Connection } from '../connection/createConnection.ts';
import { watch } from '../connection/watch.ts';
import { createPlayout, type Playout } from './createPlayout.ts';
import { decodeSamples } from './decodeSamples.ts';
import type { LocalSpeech } from './local/speakLocally.ts';
import type { ReaderState, ReadMessage } from './ReaderState.ts';

/** Reads messages aloud. */
export interface Reader {
  readonly store: StoreApi<ReaderState>;
  /** Reads a message instead of what is read now; asks first when the voice has to be fetched. To be called from a click. */
  read(message: ReadMessage): void;
  /** Falls silent at once. */
  readonly stop: () => void;
  /** Fetches the voice for the message that waits for it. */
  readonly prepare: () => void;
  /** Stops fetching. */
  readonly cancelPrepare: () => void;
  /** The person does not want it now: nothing is fetched, and nothing read. */
  readonly dismiss: () => void;
  readonly dismissProblem: () => void;
  close(): void;
}

const TO_FETCH: ReadonlySet<PrepareStatus['phase']> = new Set(['absent', 'downloading', 'importing', 'failed']);
const NOTHING_SAID = 'There is nothing in this message that can be said aloud.';

/**
 * @param openContext where sound is played; a new one for each message, from the click on
 * @param sayLocally has the system's voice say a text; null unless the person has chosen one that is there
 */
export function createReader(
  connection: Connection,
  openContext: () => AudioContext = () => new AudioContext(),
  sayLocally: (text: string) => LocalSpeech | null = () => null,
): Reader {
  const store = createStore<ReaderState>(() => ({ status: null, reading: null, asked: null, problem: null }));
  /** of what is read, or waits to be */
  let playout: Playout | null = null;
  let chunks: AsyncIterableIterator<SpokenChunk> | null = null;
  /** what is read by the system's voice, instead */
  let local: LocalSpeech | null = null;

  const fail = ({ turnId }: ReadMessage, message: string): void => store.setState({ problem: { turnId, message } });
  const stop = (): void => {
    playout?.stop();
    playout = null;
    // Nothing more is made for it, not even what is under way.
    void chunks?.return?.().catch(() => undefined);
    chunks = null;
    local?.stop();
    local = null;
    store.setState({ reading: null });
  };
  const ask = (message: ReadMessage): void => store.setState({ reading: null, asked: message });

  /** Reads to the end, or until `mine` is not what is heard any more. */
  async function say(message: ReadMessage, mine: Playout): Promise<void> {
    let isSilent = true;
    try {
      chunks = connection.services().voice.readAloud({ text: message.text });
      for await (const { samples, sampleRate } of chunks) {
        if (mine !== playout) return;
        mine.play(decodeSamples(samples), sampleRate);
        isSilent = false;
        await mine.whenWanted();
        if (mine !== playout) return;
      }
      await mine.whenHeard();
      if (mine !== playout) return;
      stop();
      if (isSilent) fail(message, NOTHING_SAID);
    } catch (error) {
      if (mine !== playout) return;
      const { code, message: words } = AppError.toValue(error);
      // It was there when the host looked last, and is not any more.
      if (code === 'no-model') return ask(message);
      // What was made before is heard to its end.
      await mine.whenHeard();
      if (mine !== playout) return;
      stop();
      fail(message, words);
    }
  }
  async function follow(message: ReadMessage, mine: LocalSpeech): Promise<void> {
    const problem = await mine.whenHeard.then(
      (isSaid) => (isSaid ? null : NOTHING_SAID),
      (error: unknown) => AppError.toValue(error).message,
    );
    if (mine !== local) return;
    stop();
    if (problem !== null) fail(message, problem);
  }
  function begin(message: ReadMessage): void {
    const mine = playout;
    if (!mine) return;
    store.setState({ reading: message, asked: null });
    void say(message, mine);
  }
  const call = async (action: () => Promise<unknown>): Promise<void> => {
    const { asked } = store.getState();
    try {
      await action();
    } catch (error) {
      if (!asked) return;
      stop();
      store.setState({ asked: null });
      fail(asked, AppError.toValue(error).message);
    }
  };
  const cancelPrepare = (): void => void call(() => connection.services().voice.cancelPrepare({}));

  const stopWatching = watch(
    connection,
    (services) => services.voice.status({}),
    (status) => {
      store.setState({ status });
      const { asked } = store.getState();
      if (asked && status.phase === 'ready') begin(asked);
    },
  );
  return {
    store,
    read(message) {
      stop();
      store.setState({ asked: null, problem: null });
      local = sayLocally(message.text);
      if (local) {
        store.setState({ reading: message });
        void follow(message, local);
        return;
      }
      try {
        // Browsers let a page be heard only after a click: this one.
        const context = openContext();
        void context.resume().catch(() => undefined);
        playout = createPlayout(context);
      } catch (error) {
        return fail(message, `Sound cannot be played here: ${AppError.toValue(error).message}`);
      }
      const phase = store.getState().status?.phase;
      if (phase && TO_FETCH.has(phase)) ask(message);
      else begin(message);
    },
    stop,
    prepare: () => void call(() => connection.services().voice.prepare({})),
    cancelPrepare,
    dismiss() {
      const phase = store.getState().status?.phase;
      if (phase === 'downloading' || phase === 'importing') cancelPrepare();
      stop();
      store.setState({ asked: null });
    },
    dismissProblem: () => store.setState({ problem: null }),
    close() {
      stop();
      stopWatching();
    },
  };
}
