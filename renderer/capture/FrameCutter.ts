/** Samples of one frame: 32 ms. */
export const FRAME = 512;

/** Frames that lie ready: a window that is busy for a second makes nothing be allocated. */
const READY = 32;

/**
 * Cuts the render quanta of an audio graph into frames of 512 samples, stamped by the graph's own counter of samples.
 * Runs on the audio thread: frames are taken from a pool and come back through `giveBack`, so nothing is allocated
 * while the window keeps up.
 */
export class FrameCutter {
  readonly #emit: (at: number, frame: Float32Array<ArrayBuffer>, length: number) => void;
  readonly #pool: Float32Array<ArrayBuffer>[] = Array.from({ length: READY }, () => new Float32Array(FRAME));
  #frame: Float32Array<ArrayBuffer> | null = null;
  /** of the first sample of `#frame` */
  #at = 0;
  #length = 0;

  /** @param emit gets a frame with its stamp; only its first `length` samples are sound */
  constructor(emit: (at: number, frame: Float32Array<ArrayBuffer>, length: number) => void) {
    this.#emit = emit;
  }

  /**
   * @param at the graph's counter at the first sample of the quantum; a jump ends the frame before it early
   * @param channel the quantum, or undefined where there is no sound: that is silence within a frame that has begun,
   *   and a gap (nothing is emitted) after it
   * @param quantum samples of one quantum
   */
  push(at: number, channel: Float32Array | undefined, quantum: number): void {
    if (this.#frame !== null && at !== this.#at + this.#length) this.#end();
    if (this.#frame === null) {
      if (channel === undefined) return;
      this.#frame = this.#pool.pop() ?? new Float32Array(FRAME);
      this.#at = at;
      this.#length = 0;
    }
    if (channel === undefined) this.#frame.fill(0, this.#length, this.#length + quantum);
    else this.#frame.set(channel, this.#length);
    this.#length += quantum;
    if (this.#length === FRAME) this.#end();
  }

  /** A frame that has been read may be filled again. */
  giveBack(frame: Float32Array<ArrayBuffer>): void {
    if (this.#pool.length < READY) this.#pool.push(frame);
  }

  #end(): void {
    if (this.#frame !== null) this.#emit(this.#at, this.#frame, this.#length);
    this.#frame = null;
  }
}
