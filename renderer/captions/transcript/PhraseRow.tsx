import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { TranslationLanguage } from '../../../app/captions/translation/TranslationLanguage.ts';
import type { Word } from '../../../app/captions/Word.ts';
import { formatClock } from '../formatClock.ts';
import { useSpokenText } from '../useSpokenText.ts';

/** What is being said: what is certain, and dimmer what may still change; below it as much of its translation as is steady. */
export function PhraseRow({ phrase, translation, language }: { phrase: Phrase; translation: string; language: TranslationLanguage | null }) {
  const { committed, tentative, heardMs } = phrase;
  const spoken = useSpokenText();
  const startMs = (committed[0] ?? tentative[0])?.startMs ?? heardMs;
  return (
    <div className="caption-line phrase">
      <span className="caption-time">{formatClock(startMs)}</span>
      <p className="caption-text" dir="auto">
        <span className="committed">{spoken(textOf(committed)).trimStart()}</span>
        <span className="tentative">{committed.length === 0 ? spoken(textOf(tentative)).trimStart() : spoken(textOf(tentative))}</span>
      </p>
      {translation === '' || language === null ? null : (
        <p className="caption-translation tentative" lang={language} dir="auto">
          {spoken(translation)}
        </p>
      )}
    </div>
  );
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('');
}
