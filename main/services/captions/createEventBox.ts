import { AppError } from '../../../app/contract/AppError.ts';
import type { CaptionsEvent } from '../../../app/contract/services/captions.ts';

/** Lines that wait for one window: it has not read for hours. */
const MAX_UNREAD = 5_000;
const TOO_SLOW = 'This window has not kept up with the captions for hours. Nothing is lost: open the recording again.';

/** What waits for a window: the newest phrase and state alone, but every line and every notice. */
export interface EventBox extends AsyncIterable<CaptionsEvent> {
  push(event: CaptionsEvent): void;
  end(): void;
}

/** Whether a newer event says all that an older one says. */
function replaces(newer: CaptionsEvent, older: CaptionsEvent): boolean {
  switch (newer.kind) {
    case 'phrase':
      return older.kind === 'phrase';
    case 'state':
      return older.kind === 'state' && older.notice === null;
    case 'line':
      return older.kind === 'line' && older.line.id === newer.line.id;
    case 'translation':
      return older.kind === 'translation' && older.lineId === newer.lineId;
    case 'translating':
      return older.kind === 'translating';
    case 'removed':
      return older.kind === 'line' && older.line.id === newer.lineId;
  }
}

/**
 * Events on their way to one reader at its own pace. What is replaced comes where the newer one is; so the line of a
 * phrase still comes after the last state of that phrase.
 */
export function createEventBox(): EventBox {
  let events: CaptionsEvent[] = [];
  let ended = false;
  let failure: AppError | null = null;
  let wake: (() => void) | null = null;

  async function* read(): AsyncGenerator<CaptionsEvent> {
    for (;;) {
      const event = events.shift();
      if (event) yield event;
      else if (failure) throw failure;
      else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const stir = (): void => {
    wake?.();
    wake = null;
  };
  return {
    push(event) {
      if (ended) return;
      events = events.filter((older) => !replaces(event, older));
      events.push(event);
      if (events.length > MAX_UNREAD) {
        events = [];
        ended = true;
        failure = new AppError('too-large', TOO_SLOW);
      }
      stir();
    },
    end() {
      ended = true;
      stir();
    },
    [Symbol.asyncIterator]: read,
  };
}
