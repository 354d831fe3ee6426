/** A sound that was given to the audio clock of a test. */
export interface TestSource {
  readonly at: number;
  readonly seconds: number;
  /** when it was stopped, on that clock; null: it was not */
  stoppedAt: number | null;
}

/** An audio context whose clock a test moves: it notes what is to be heard, when, and how loud the whole is. */
export class TestAudio {
  currentTime = 0;
  readonly outputLatency = 0.05;
  readonly sampleRate = 48_000;
  readonly destination = {};
  readonly sources: TestSource[] = [];
  /** the gains that were set, of all nodes, in order: the value and when it is reached */
  readonly gains: [number, number][] = [];
  closed = false;

  resume = () => Promise.resolve();

  createBuffer(_: number, length: number, sampleRate: number) {
    return { duration: length / sampleRate, copyToChannel: () => undefined };
  }

  createGain() {
    const set = (value: number, at: number): void => {
      gain.value = value;
      this.gains.push([value, at]);
    };
    const gain = { value: 1, cancelScheduledValues: () => undefined, setValueAtTime: () => undefined, linearRampToValueAtTime: set };
    return { gain, connect: () => undefined };
  }

  createBufferSource() {
    const source = {
      buffer: null as { duration: number } | null,
      connect: () => undefined,
      start: (at: number) => void this.sources.push((placed = { at, seconds: source.buffer?.duration ?? 0, stoppedAt: null })),
      stop: (at: number) => void (placed && (placed.stoppedAt = at)),
    };
    let placed: TestSource | null = null;
    return source;
  }

  close() {
    this.closed = true;
    return Promise.resolve();
  }

  /** What of the sounds was, or is going to be, heard, in seconds. */
  seconds(): number {
    return this.sources.reduce((sum, { at, seconds, stoppedAt }) => sum + (stoppedAt === null ? seconds : Math.max(0, Math.min(stoppedAt - at, seconds))), 0);
  }
}
