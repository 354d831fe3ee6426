/** Milliseconds over which the speed is averaged: steady to read, yet quick to show a stall. */
const WINDOW_MS = 5_000;

/** Average speed of something that grows, over the last five seconds. */
export class SpeedMeter {
  #samples: { time: number; done: number }[] = [];

  /** Notes that `done` bytes were there at `time` (milliseconds). */
  add(done: number, time: number): void {
    const last = this.#samples.at(-1);
    if (last && done < last.done) this.#samples = [];
    this.#samples.push({ time, done });
    // One sample from before the window stays: it is where the window begins.
    while (this.#samples.length > 2 && time - (this.#samples[1]?.time ?? time) >= WINDOW_MS) this.#samples.shift();
  }

  /** Bytes a second; null before there are two samples. */
  speed(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.time === first.time) return null;
    return ((last.done - first.done) * 1_000) / (last.time - first.time);
  }
}
