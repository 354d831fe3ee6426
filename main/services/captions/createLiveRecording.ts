import { phraseLines } from '../../../app/captions/phraseLines.ts';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { createLiveHearing, type LiveHearing, type LiveHearingContext } from './createLiveHearing.ts';
import type { FinishedPhrase } from './finishPhrase.ts';
import type { LineWriter } from './lineWriter.ts';

export interface LiveRecordingContext extends Omit<LiveHearingContext, 'onPhrase' | 'onLost'> {
  readonly recordingId: string;
  readonly writer: LineWriter;
  /** What is done to a phrase that is final, before its lines are stored. */
  finish(phrase: Phrase): Promise<FinishedPhrase>;
  /** the phrase that is spoken; null: nobody speaks. Of a final one the lines are stored after this */
  readonly onPhrase: (phrase: Phrase | null) => void;
}

/** A recording that is being written down: what is heard of it goes to the store. */
export function createLiveRecording(context: LiveRecordingContext): LiveHearing {
  const { recordingId, writer, onPhrase, onNotice } = context;
  return createLiveHearing({
    ...context,
    async onPhrase(phrase) {
      onPhrase(phrase);
      if (!phrase.final) return;
      const finished = await context.finish(phrase);
      await writer.write(phraseLines(recordingId, finished.phrase).map((line) => ({ ...line, speaker: finished.speaker })));
      onPhrase(null);
    },
    onLost() {
      onPhrase(null);
      onNotice('Captions were interrupted and go on: at most the phrase that was being spoken is missing.');
    },
  });
}
