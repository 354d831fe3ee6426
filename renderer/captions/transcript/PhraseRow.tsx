import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { Word } from '../../../app/captions/Word.ts';
import { formatClock } from '../formatClock.ts';

/** What is being said: what is certain, and dimmer what may still change. */
export function PhraseRow({ phrase }: { phrase: Phrase }) {
  const { committed, tentative, heardMs } = phrase;
  const startMs = (committed[0] ?? tentative[0])?.startMs ?? heardMs;
  return (
    <div className="caption-line phrase">
      <span className="caption-time">{formatClock(startMs)}</span>
      <p className="caption-text" dir="auto">
        <span className="committed">{textOf(committed).trimStart()}</span>
        <span className="tentative">{committed.length === 0 ? textOf(tentative).trimStart() : textOf(tentative)}</span>
      </p>
    </div>
  );
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('');
}
