import type { AppError } from '../../app/contract/AppError.ts';
import type { OpenSound, SoundInput, SoundSink } from '../capture/SoundInput.ts';
import type { VoiceModeSound } from '../voice/talk/createVoiceMode.ts';
import { TestAudio } from './TestAudio.test-helper.ts';

/** A microphone and a loudspeaker that a test moves. */
export class TestSound implements VoiceModeSound {
  readonly contexts: TestAudio[] = [];
  /** the devices that were asked for; null is the system's choice */
  readonly asked: (string | null)[] = [];
  /** microphones that are open now */
  open = 0;
  /** the next microphone is refused with this */
  refusal: AppError | null = null;
  #sink: SoundSink | null = null;
  #at = 0;

  openContext = (): AudioContext => {
    const context = new TestAudio();
    this.contexts.push(context);
    return context as unknown as AudioContext;
  };

  openInput = (deviceId: string | null): SoundInput => ({
    source: 'microphone',
    open: () => {
      this.asked.push(deviceId);
      if (this.refusal) return Promise.reject(this.refusal);
      this.open++;
      return Promise.resolve(this.#sound());
    },
  });

  /** The microphone that is open hears so many frames of this loudness. */
  hear(frames: number, value = 0.25): void {
    for (let frame = 0; frame < frames; frame++, this.#at += 512) this.#sink?.frame(this.#at, new Float32Array(512).fill(value));
  }

  trouble(words: string | null): void {
    this.#sink?.trouble(words);
  }

  #sound(): OpenSound {
    let name = 'Desk microphone';
    return {
      get name() {
        return name;
      },
      seconds: null,
      begin: (sink) => void (this.#sink = sink),
      changeDevice: (id) => {
        this.asked.push(id);
        if (this.refusal) return Promise.reject(this.refusal);
        name = id ?? 'Desk microphone';
        return Promise.resolve();
      },
      close: () => {
        this.#sink = null;
        this.open--;
      },
    };
  }
}
