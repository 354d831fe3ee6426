/** The last of a sound: int16 in little-endian bytes. */
export interface RecentSound {
  push(samples: Uint8Array<ArrayBuffer>): void;
  /** All that is remembered, in one piece. */
  take(): Uint8Array<ArrayBuffer>;
}

/** @param most samples that are remembered */
export function createRecentSound(most: number): RecentSound {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  return {
    push(samples) {
      pieces.push(samples);
      bytes += samples.length;
      while (pieces[0] && bytes - pieces[0].length >= 2 * most) bytes -= pieces.shift()?.length ?? 0;
    },
    take() {
      const joined = new Uint8Array(bytes);
      let at = 0;
      for (const piece of pieces) {
        joined.set(piece, at);
        at += piece.length;
      }
      pieces = [joined.slice(-2 * most)];
      bytes = pieces[0]?.length ?? 0;
      return joined.slice(-2 * most);
    },
  };
}
