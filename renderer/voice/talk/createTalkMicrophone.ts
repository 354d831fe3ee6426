import { captureProblem } from '../../capture/captureProblem.ts';
import { createFeeder, type Feeder } from '../../capture/createFeeder.ts';
import { createLevels, type Levels } from '../../capture/createLevels.ts';
import { createPacker, type Packer } from '../../capture/createPacker.ts';
import { followSignal, HEALTHY, signalProblem } from '../../capture/followSignal.ts';
import type { OpenSound } from '../../capture/SoundInput.ts';
import type { SoundPiece } from '../../capture/SoundPiece.ts';

/** The microphone of a conversation by voice: open as long as that goes on, heard by the host only while it should be. */
export interface TalkMicrophone {
  readonly levels: Levels;
  /** Takes in this sound from now on; its level is shown. */
  take(opened: OpenSound): void;
  /** From now on its sound goes to this session. */
  feed(send: (piece: SoundPiece) => Promise<void>): void;
  /** There is no session: nobody hears it, until the next `feed`. */
  readonly rest: () => void;
  /** Resolves when the host has all that was heard until now. */
  drained(): Promise<void>;
  /** Resolves to the name of the device that is heard then; rejects with a sentence, and keeps the one before. */
  changeDevice(deviceId: string | null): Promise<string>;
  close(): void;
}

export interface TalkMicrophoneEvents {
  /** whether the host may hear what comes in just now */
  readonly isHeard: () => boolean;
  /** a sentence while something is wrong with the sound, null when that is over */
  readonly onTrouble: (words: string | null) => void;
  /** the host wants no more of it */
  readonly onRefused: (words: string) => void;
}

/** Samples of one piece: what voice activity takes at a time. An interruption must not wait for more. */
const PIECE = 512;
/** Between two tries on a lost connection, in milliseconds. */
const WAIT_MS = 100;
const BEHIND = 'This computer does not keep up, and part of what you said was not heard. Close what else is busy, or say it again more slowly.';

export function createTalkMicrophone({ isHeard, onTrouble, onRefused }: TalkMicrophoneEvents): TalkMicrophone {
  const levels = createLevels();
  let sound: OpenSound | null = null;
  let feeder: Feeder | null = null;
  let packer: Packer | null = null;

  const rest = (): void => {
    feeder?.close();
    feeder = null;
    packer = null;
  };
  const begin = (opened: OpenSound): void => {
    let signal = HEALTHY;
    let device: string | null = null;
    opened.begin({
      frame(at, samples) {
        if (sound !== opened) return;
        // What is kept back is silence to the host: whoever was speaking has ended, and its clock runs on.
        const heard = isHeard() ? samples : new Float32Array(samples.length);
        packer?.push(at, heard);
        levels.push(heard);
        const before = signalProblem(signal);
        signal = followSignal(signal, samples);
        const now = signalProblem(signal);
        if (now !== before) onTrouble(device ?? now);
      },
      room: () => Promise.resolve(),
      trouble(words) {
        if (sound !== opened) return;
        device = words;
        signal = HEALTHY;
        onTrouble(words);
      },
      ended: () => undefined,
    });
  };
  return {
    levels,
    take(opened) {
      sound = opened;
      begin(opened);
    },
    feed(send) {
      rest();
      let isBehind = false;
      const mine = createFeeder(
        send,
        ({ message }) => {
          if (feeder === mine) onRefused(message);
        },
        () => new Promise((resolve) => setTimeout(resolve, WAIT_MS)),
      );
      feeder = mine;
      // A session's clock begins with its first sound.
      packer = createPacker((piece) => {
        const isLost = !mine.push(piece);
        if (isLost !== isBehind) onTrouble(isLost ? BEHIND : null);
        isBehind = isLost;
      }, PIECE);
    },
    rest,
    async drained() {
      packer?.flush();
      await feeder?.drained();
    },
    async changeDevice(deviceId) {
      try {
        await sound?.changeDevice?.(deviceId);
      } catch (error) {
        throw captureProblem(error, 'microphone');
      }
      return sound?.name ?? '';
    },
    close() {
      sound?.close();
      sound = null;
      rest();
      levels.reset();
    },
  };
}
