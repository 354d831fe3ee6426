import { createStore, type StoreApi } from 'zustand/vanilla';
import { bytesOfBase64 } from '../../app/captions/bytesOfBase64.ts';
import { AppError } from '../../app/contract/AppError.ts';
import type { Connection } from '../connection/createConnection.ts';

/** Kept sound is fetched in pieces of this length, in milliseconds. */
const PIECE_MS = 30_000;
const TELL_MS = 250;

export interface PlayerState {
  readonly recordingId: string | null;
  /** where it is, in milliseconds of the recording */
  readonly atMs: number;
  readonly problem: string | null;
}

/** Plays the kept sound of a recording from any moment on. */
export interface Player {
  readonly store: StoreApi<PlayerState>;
  play(recordingId: string, fromMs: number, durationMs: number): Promise<void>;
  readonly stop: () => void;
}

const STOPPED: PlayerState = { recordingId: null, atMs: 0, problem: null };

/** @param openContext where sound is played */
export function createPlayer(connection: Connection, openContext: () => AudioContext = () => new AudioContext()): Player {
  const store = createStore<PlayerState>(() => STOPPED);
  let context: AudioContext | null = null;
  let clock: ReturnType<typeof setInterval> | undefined;
  /** every start and stop makes the ones before it void */
  let runs = 0;

  const stop = (): void => {
    runs++;
    clearInterval(clock);
    void context?.close();
    context = null;
    store.setState(STOPPED);
  };
  const fetchPiece = async (to: AudioContext, recordingId: string, startMs: number, endMs: number): Promise<AudioBuffer> => {
    const { wav } = await connection.services().captions.sound({ recordingId, startMs, endMs });
    return to.decodeAudioData(bytesOfBase64(wav).buffer);
  };
  /** Plays one piece and resolves at its end, or never when it is stopped. */
  const playPiece = (to: AudioContext, buffer: AudioBuffer, startMs: number): Promise<void> => {
    const source = to.createBufferSource();
    source.buffer = buffer;
    source.connect(to.destination);
    const began = to.currentTime;
    clearInterval(clock);
    clock = setInterval(() => store.setState({ atMs: startMs + (to.currentTime - began) * 1_000 }), TELL_MS);
    store.setState({ atMs: startMs });
    return new Promise((resolve) => {
      source.addEventListener('ended', () => resolve());
      source.start();
    });
  };
  return {
    store,
    async play(recordingId, fromMs, durationMs) {
      stop();
      const mine = runs;
      const to = openContext();
      context = to;
      store.setState({ ...STOPPED, recordingId, atMs: fromMs });
      try {
        let next = fetchPiece(to, recordingId, fromMs, Math.min(durationMs, fromMs + PIECE_MS));
        for (let at = fromMs; at < durationMs; at += PIECE_MS) {
          const buffer = await next;
          if (mine !== runs) return;
          const after = at + PIECE_MS;
          // The next piece comes while this one is heard.
          if (after < durationMs) next = fetchPiece(to, recordingId, after, Math.min(durationMs, after + PIECE_MS));
          next.catch(() => undefined);
          await playPiece(to, buffer, at);
          if (mine !== runs) return;
        }
        stop();
      } catch (error) {
        if (mine !== runs) return;
        stop();
        store.setState({ problem: AppError.toValue(error).message });
      }
    },
    stop,
  };
}
