import { phraseLines } from '../../../app/captions/phraseLines.ts';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { createLiveHearing, type LiveHearing, type LiveHearingContext } from './createLiveHearing.ts';
import type { FinishedPhrase } from './finishPhrase.ts';
import type { LineWriter } from './lineWriter.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';

/** What is heard once more after a crash at most, in milliseconds: longer is no phrase. */
const AGAIN_MS = 30_000;

export interface LiveRecordingContext extends Omit<LiveHearingContext, 'onPhrase' | 'onLost' | 'again'> {
  readonly recordingId: string;
  readonly writer: LineWriter;
  /** What is done to a phrase that is final, before its lines are stored. */
  finish(phrase: Phrase): Promise<FinishedPhrase>;
  /** the phrase that is spoken; null: nobody speaks. Of a final one the lines are stored after this */
  readonly onPhrase: (phrase: Phrase | null) => void;
  /** samples between two times of the recording, as far as they are kept */
  readonly sound: (fromMs: number, toMs: number) => Uint8Array<ArrayBuffer>;
}

/**
 * A recording that is being written down: what is heard of it goes to the store. After a crash what was committed of the
 * unfinished phrase is a line of its own, and what followed it is heard once more.
 */
export function createLiveRecording(context: LiveRecordingContext): LiveHearing {
  const { recordingId, writer, onPhrase, onNotice, sound } = context;
  let open: Phrase | null = null;
  /** until here everything that was said is a line, or will be */
  let writtenMs = 0;
  /** lines are stored one after the other */
  let turn: Promise<void> = Promise.resolve();
  const store = (phrase: Phrase): Promise<void> => {
    writtenMs = Math.max(writtenMs, phrase.committed.at(-1)?.endMs ?? 0);
    const before = turn;
    const write = async (): Promise<void> => {
      await before;
      const finished = await context.finish(phrase);
      await writer.write(phraseLines(recordingId, finished.phrase).map((line) => ({ ...line, speaker: finished.speaker })));
      onPhrase(null);
    };
    const mine = write();
    turn = mine.catch(() => undefined);
    return mine;
  };
  return createLiveHearing({
    ...context,
    async onPhrase(phrase) {
      open = phrase.final ? null : phrase;
      onPhrase(phrase);
      if (phrase.final) await store(phrase);
    },
    async onLost() {
      const lost = open;
      open = null;
      onNotice('Captions were interrupted and go on: at most the phrase that was being spoken is missing.');
      // What is committed never changes: it is not taken back either.
      if (lost && lost.committed.length > 0) await store({ ...lost, tentative: [], final: true });
      onPhrase(null);
    },
    again(at) {
      const toMs = (at * 1_000) / SAMPLE_RATE;
      const fromMs = Math.floor(Math.max(writtenMs, toMs - AGAIN_MS, 0));
      const from = (fromMs * SAMPLE_RATE) / 1_000;
      return from < at ? { at: from, samples: sound(fromMs, toMs).subarray(0, 2 * (at - from)) } : null;
    },
  });
}
