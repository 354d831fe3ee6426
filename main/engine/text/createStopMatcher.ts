/** Watches a growing text for stop strings. */
export interface StopMatcher {
  /** The text that may be shown now, and whether a stop string has been met (nothing follows then). */
  push(text: string): { readonly text: string; readonly stopped: boolean };
  /** The text held back when the answer ends without a stop string. */
  flush(): string;
}

/**
 * Finds stop strings wherever token boundaries fall. A text that may be the beginning of one is held
 * back until it is decided, so neither a stop string nor a part of it is ever shown. Of several the one that is
 * complete first counts, so the result is the same however the text is cut into pieces.
 */
export function createStopMatcher(stops: readonly string[]): StopMatcher {
  let held = '';
  return {
    push(text) {
      held += text;
      const met = firstComplete(held, stops);
      const stopped = met !== null;
      const end = met ?? held.length - undecided(held, stops);
      const shown = held.slice(0, end);
      held = stopped ? '' : held.slice(end);
      return { text: shown, stopped };
    },
    flush() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** Where the stop string begins that is complete first; of several that end together the longest. */
function firstComplete(text: string, stops: readonly string[]): number | null {
  let begin: number | null = null;
  let end = Infinity;
  for (const stop of stops) {
    const at = text.indexOf(stop);
    if (at < 0 || at + stop.length > end) continue;
    begin = at + stop.length < end ? at : Math.min(begin ?? at, at);
    end = at + stop.length;
  }
  return begin;
}

/** Length of the longest end of `text` that is a beginning of a stop string. */
function undecided(text: string, stops: readonly string[]): number {
  const longest = Math.max(0, ...stops.map((stop) => stop.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(end))) return length;
  }
  return 0;
}
