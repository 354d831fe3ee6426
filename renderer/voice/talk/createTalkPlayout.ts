import { EMPTY_QUEUE, type PlayQueue } from '../PlayQueue.ts';
import { queueSound } from '../queueSound.ts';
import { heardSeconds, type PlacedSound } from './heardSeconds.ts';

/** Where the playing of a run stands. */
export interface Heard {
  readonly run: number;
  /** of its sound, by the playback clock: what has left the loudspeaker; pauses between chunks are not counted */
  readonly seconds: number;
  /** all that was queued of it so far was heard */
  readonly ended: boolean;
  /** it was silenced: nothing more of it is heard */
  readonly stopped: boolean;
}

/** Plays the answers of a conversation by voice. A run is one stretch of uninterrupted playing; runs are counted up. */
export interface TalkPlayout {
  /** Puts a sound (samples from -1 to 1, one channel) behind the others of its run. It is heard once the run is played. */
  queue(run: number, samples: Float32Array<ArrayBuffer>, sampleRate: number): void;
  play(run: number): void;
  /** More quietly, because somebody speaks; and normally again. */
  readonly duck: () => void;
  readonly unduck: () => void;
  /** Falls silent within one quantum of the audio graph, for this run and all before it, and tells where it stopped. */
  readonly silence: () => void;
  readonly isPlaying: () => boolean;
  /** Another session begins, which counts its runs anew. */
  restart(): void;
  close(): void;
}

/** How loud an answer is while somebody speaks, and how long it takes to get there: no click, and no pause to wait for. */
const DUCKED = 0.3;
const RAMP_SECONDS = 0.02;
/** Samples that the graph renders at a time. */
const QUANTUM = 128;
/** The playback clock is told this often: a dozen times a second. */
const TELL_MS = 80;

interface Run {
  readonly number: number;
  readonly gain: GainNode;
  queue: PlayQueue;
  placed: PlacedSound[];
  sources: AudioBufferSourceNode[];
  /** its end was told */
  told: boolean;
}

/**
 * @param context kept open for the whole conversation, at the system's own loudspeaker: that is what the echo canceller
 *   of the microphone takes out of what it hears
 */
export function createTalkPlayout(context: AudioContext, onHeard: (heard: Heard) => void): TalkPlayout {
  const volume = context.createGain();
  volume.connect(context.destination);
  let waiting: { run: number; buffer: AudioBuffer }[] = [];
  let current: Run | null = null;
  /** sounds of this run, and of those before it, are not wanted any more */
  let over = -1;
  let timer: ReturnType<typeof setInterval> | undefined;

  const fade = (to: number, seconds: number): void => {
    volume.gain.cancelScheduledValues(context.currentTime);
    volume.gain.setValueAtTime(volume.gain.value, context.currentTime);
    volume.gain.linearRampToValueAtTime(to, context.currentTime + seconds);
  };
  /** What is rendered now leaves the loudspeaker so much later. */
  const heardAt = (): number => context.currentTime - (context.outputLatency || 0);

  const place = (run: Run, buffer: AudioBuffer): void => {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(run.gain);
    const { queue, at } = queueSound(run.queue, context.currentTime, buffer.duration);
    run.queue = queue;
    run.placed.push({ at, seconds: buffer.duration });
    run.sources.push(source);
    run.told = false;
    source.start(at);
  };
  const tell = (): void => {
    if (!current || current.told) return;
    const ended = current.placed.length > 0 && heardAt() >= current.queue.end;
    current.told = ended;
    onHeard({ run: current.number, seconds: heardSeconds(current.placed, heardAt()), ended, stopped: false });
  };
  const drop = (): void => {
    clearInterval(timer);
    if (!current) return;
    const { gain, sources } = current;
    const end = context.currentTime + QUANTUM / context.sampleRate;
    gain.gain.setValueAtTime(1, context.currentTime);
    gain.gain.linearRampToValueAtTime(0, end);
    for (const source of sources) source.stop(end);
    current = null;
  };

  return {
    queue(run, samples, sampleRate) {
      if (run <= over || samples.length === 0) return;
      const buffer = context.createBuffer(1, samples.length, sampleRate);
      buffer.copyToChannel(samples, 0);
      if (current?.number === run) place(current, buffer);
      else waiting.push({ run, buffer });
    },
    play(number) {
      if (number <= over || current?.number === number) return;
      drop();
      fade(1, 0);
      const gain = context.createGain();
      gain.connect(volume);
      current = { number, gain, queue: EMPTY_QUEUE, placed: [], sources: [], told: false };
      for (const { run, buffer } of waiting) if (run === number) place(current, buffer);
      waiting = waiting.filter(({ run }) => run > number);
      timer = setInterval(tell, TELL_MS);
    },
    duck: () => fade(DUCKED, RAMP_SECONDS),
    unduck: () => fade(1, RAMP_SECONDS),
    silence() {
      over = Math.max(over, current?.number ?? -1, ...waiting.map(({ run }) => run));
      waiting = [];
      const stopped = current;
      drop();
      // What was rendered before is heard yet.
      if (stopped) onHeard({ run: stopped.number, seconds: heardSeconds(stopped.placed, context.currentTime), ended: stopped.told, stopped: true });
    },
    isPlaying: () => current !== null && !current.told,
    restart() {
      drop();
      waiting = [];
      over = -1;
    },
    close() {
      drop();
      waiting = [];
      void context.close().catch(() => undefined);
    },
  };
}
