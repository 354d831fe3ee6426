/** The header goes on behind the bytes that were read so far: read at least `bytes` from the start and parse again. */
export class MoreBytesNeeded extends Error {
  readonly bytes: number;

  constructor(bytes: number) {
    super(`${bytes} bytes of the header are needed`);
    this.bytes = bytes;
  }
}
