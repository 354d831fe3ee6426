/** The sound of a file, read piece by piece: however long it is, only seconds of it are in memory. */
export interface FileSound {
  /** of the whole file, where its head tells */
  readonly seconds: number | null;
  /**
   * From its beginning: one channel, at 16 kHz, without gaps. Errors are AppErrors; what came before one is good.
   *
   * @param signal ends it between two pieces
   */
  read(signal: AbortSignal): AsyncIterable<Float32Array>;
}
