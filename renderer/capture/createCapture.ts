import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Recording } from '../../app/captions/Recording.ts';
import { AppError } from '../../app/contract/AppError.ts';
import type { Connection } from '../connection/createConnection.ts';
import { CAPTURE_OFF, type CaptureState } from './CaptureState.ts';
import { createFeeder, type Feeder } from './createFeeder.ts';
import { createLevels, type Levels } from './createLevels.ts';
import { createPacker } from './createPacker.ts';
import { encodeSamples } from './encodeSamples.ts';
import { followSignal, HEALTHY, signalProblem } from './followSignal.ts';
import { SAMPLE_RATE } from './sampleRate.ts';
import type { OpenSound, SoundInput } from './SoundInput.ts';

/** What the person chose for a recording. */
export interface CaptureWishes {
  readonly title: string;
  readonly keepSound: boolean;
  readonly remembered: boolean;
  /** a corrected copy is made of its lines */
  readonly corrected: boolean;
}

/** Takes in sound, one recording at a time. One per window. */
export interface Capture {
  readonly store: StoreApi<CaptureState>;
  readonly levels: Levels;
  /** Asks for the sound, begins a recording and fills it. Null when that failed; the state says why. */
  start(input: SoundInput, wishes: CaptureWishes): Promise<Recording | null>;
  /** Lets the device go at once, hands over what was heard, and ends the recording at the host. */
  stop(): Promise<void>;
  changeDevice(deviceId: string | null): Promise<void>;
  readonly dismiss: () => void;
  /** The window closes: lets the device go and asks the host to end the recording, without waiting for its answer. */
  close(): void;
}

/** Between two tries on a lost connection, in milliseconds. */
const WAIT_MS = 250;
/** The seconds of the state are told this often, in samples. */
const TELL = SAMPLE_RATE / 4;

/** @param onBehind gets how far the text of a recording is behind its sound, in milliseconds, with each piece */
export function createCapture(connection: Connection, onBehind: (recordingId: string, milliseconds: number) => void): Capture {
  const store = createStore<CaptureState>(() => CAPTURE_OFF);
  const levels = createLevels();
  let sound: OpenSound | null = null;
  let feeder: Feeder | null = null;
  let flush: (() => void) | null = null;

  const release = (): void => {
    sound?.close();
    sound = null;
    levels.reset();
  };
  const off = (problem: string | null = null): void => store.setState({ ...CAPTURE_OFF, problem });

  /** @param problem why it ends, unless the person wished it */
  const stop = async (problem: string | null): Promise<void> => {
    const { phase, recordingId } = store.getState();
    if (phase !== 'on' || recordingId === null) return;
    store.setState({ phase: 'stopping', trouble: null });
    flush?.();
    release();
    try {
      await feeder?.drained();
      await connection.services().captions.stop({ recordingId });
      off(problem);
    } catch (error) {
      const { code, message } = AppError.toValue(error);
      // It was ended from another window, or with it.
      off(code === 'not-found' || problem !== null ? problem : message);
    } finally {
      feeder?.close();
      feeder = null;
      flush = null;
    }
  };

  const fill = (recording: Recording, opened: OpenSound): void => {
    let signal = HEALTHY;
    let troubled: string | null = null;
    let told = 0;
    const isFile = recording.source === 'file';
    const mine = createFeeder(
      async ({ at, samples }) => {
        // For a file, the host answers when it has room for more.
        const { behindMs } = await connection.services().captions.feed({ recordingId: recording.id, at, samples: encodeSamples(samples) });
        onBehind(recording.id, behindMs);
      },
      ({ message }) => void stop(message),
      wait,
    );
    feeder = mine;
    const packer = createPacker((piece) => {
      if (mine.push(piece)) return;
      store.setState(({ lostMs }) => ({ lostMs: lostMs + (piece.samples.length * 1_000) / SAMPLE_RATE }));
    });
    flush = packer.flush;
    opened.begin({
      frame(at, samples) {
        if (sound !== opened) return;
        packer.push(at, samples);
        levels.push(samples);
        const seconds = packer.duration() / 1_000;
        if (seconds - told >= TELL / SAMPLE_RATE) {
          told = seconds;
          store.setState({ seconds });
        }
        if (isFile) return;
        const before = signalProblem(signal);
        signal = followSignal(signal, samples);
        const now = signalProblem(signal);
        if (now !== before) store.setState({ trouble: troubled ?? now });
      },
      room: () => mine.room(),
      trouble(words) {
        if (sound !== opened) return;
        troubled = words;
        signal = HEALTHY;
        if (words === null) return store.setState({ trouble: null });
        // Nothing comes for now: what was heard until here is handed over, and the last level is not that of nothing.
        packer.flush();
        levels.reset();
        store.setState({ trouble: words });
      },
      ended: (problem) => void (sound === opened ? stop(problem) : undefined),
    });
  };

  return {
    store,
    levels,
    async start(input, { title, keepSound, remembered, corrected }) {
      if (store.getState().phase !== 'off') return null;
      store.setState({ ...CAPTURE_OFF, phase: 'starting', source: input.source });
      try {
        const opened = await input.open();
        sound = opened;
        const recording = await connection.services().captions.start({ source: input.source, title, keepSound, remembered, corrected });
        store.setState({ phase: 'on', recordingId: recording.id, name: opened.name, totalSeconds: opened.seconds, startedAt: performance.now() });
        fill(recording, opened);
        return recording;
      } catch (error) {
        release();
        off(AppError.toValue(error).message);
        return null;
      }
    },
    stop: () => stop(null),
    async changeDevice(deviceId) {
      try {
        await sound?.changeDevice?.(deviceId);
        if (sound) store.setState({ name: sound.name });
      } catch (error) {
        store.setState({ problem: AppError.toValue(error).message });
      }
    },
    dismiss: () => store.setState({ problem: null, lostMs: 0 }),
    close() {
      const { recordingId } = store.getState();
      release();
      feeder?.close();
      off();
      const { services } = connection.store.getState();
      if (recordingId !== null) services?.captions.stop({ recordingId }).catch(() => undefined);
    },
  };
}

function wait(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, WAIT_MS));
}
