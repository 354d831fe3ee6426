import type { Phrase } from '../../../app/captions/Phrase.ts';
import { LiveSound } from '../../../main/hearing/live/LiveSound.ts';
import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { transcribe } from '../../../main/hearing/whisper/transcribe.ts';
import { EnergyGate, GATE_SAMPLES } from './EnergyGate.ts';

/** What a reader of the captions saw, and when: milliseconds from the start of the clip. */
export interface ShownState {
  readonly atMs: number;
  readonly phrases: readonly Phrase[];
}

export interface Replayed {
  readonly states: readonly ShownState[];
  readonly passes: number;
  /** what all passes took together */
  readonly passSeconds: number;
}

/** What a pass took: of the clock on the wall, or of the processor, which others on the machine disturb less. */
export type PassClock = 'wall' | 'processor';

/**
 * Plays a clip to the streaming policy in the order of real time, without waiting for it: the clock moves by what each
 * pass took, and by the pieces of sound that come. What comes during a pass is heard between runs of the model, as in the
 * process.
 */
export async function replay(whisper: Whisper, samples: Int16Array, clock: PassClock): Promise<Replayed> {
  const sound = new LiveSound();
  const gate = new EnergyGate();
  const states: ShownState[] = [];
  const finals: Phrase[] = [];
  const timer = clock === 'wall' ? wallSeconds : processorSeconds;
  let [now, at, passes, passSeconds] = [0, 0, 0, 0];
  const hearUntil = (time: number): void => {
    while (at < samples.length && at + GATE_SAMPLES <= time * SAMPLE_RATE) {
      const piece = samples.subarray(at, at + GATE_SAMPLES);
      sound.hear(at, piece, gate.hear(piece));
      at += GATE_SAMPLES;
    }
    if (at + GATE_SAMPLES > samples.length) sound.close();
  };
  const show = (phrases: readonly Phrase[]): void => {
    if (phrases.length === 0) return;
    finals.push(...phrases.filter(({ final }) => final));
    const last = phrases.at(-1)!;
    states.push({ atMs: 1_000 * now, phrases: last.final ? [...finals] : [...finals, last] });
  };
  while (!sound.isFinished) {
    hearUntil(now);
    show(sound.settle());
    const request = sound.next();
    if (!request) {
      now = Math.max(now, (at + GATE_SAMPLES) / SAMPLE_RATE);
      continue;
    }
    const [begun, started] = [now, timer()];
    const passed = (): number => (now = begun + timer() - started) - begun;
    const isOvertaken = async (): Promise<boolean> => {
      passed();
      hearUntil(now);
      return sound.isOvertaken(request);
    };
    const pass = await transcribe(whisper, request.samples, { ...request, isOvertaken });
    const seconds = passed();
    passes++;
    passSeconds += seconds;
    show(sound.take(request, pass, seconds));
  }
  return { states, passes, passSeconds };
}

const wallSeconds = (): number => performance.now() / 1_000;
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
