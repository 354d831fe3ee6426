import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import type { Phrase } from '../../app/captions/Phrase.ts';
import type { CaptionsEvent } from '../../app/contract/services/captions.ts';
import type { CaptionLog } from './CaptionsState.ts';
import { withLines } from './withLines.ts';

/** The log after something happened in its recording; the same object when nothing did. */
export function applyCaptionsEvent(log: CaptionLog, event: CaptionsEvent): CaptionLog {
  switch (event.kind) {
    case 'phrase':
      return { ...log, phrase: hasWords(event.phrase) ? event.phrase : null };
    case 'line': {
      const isNew = !log.lines.some(({ id }) => id === event.line.id);
      // The lines of a phrase that has ended take its place, sentence by sentence.
      const phrase = isNew && log.phrase?.final ? phraseAfter(log.phrase, event.line) : log.phrase;
      return { ...log, lines: withLines(log.lines, [event.line]), phrase };
    }
    case 'translation': {
      const { lineId, language, text, corrected } = event;
      if (lineId === null) return { ...log, translating: { ...log.translating, clause: text } };
      const translated = (line: CaptionLine): CaptionLine =>
        corrected
          ? { ...line, ...(line.translation?.language === language && { translation: { ...line.translation, corrected: text } }) }
          : { ...line, translation: { language, text } };
      return { ...log, lines: log.lines.map((line) => (line.id === lineId ? translated(line) : line)) };
    }
    case 'translating':
      return { ...log, translating: { to: event.to, clause: '' } };
    case 'removed': {
      const lines = log.lines.filter(({ id }) => id !== event.lineId);
      return lines.length === log.lines.length ? log : { ...log, lines };
    }
    case 'state': {
      // A notice stands until the person has dismissed it, or there is a newer one.
      const notice = event.notice ?? log.notice;
      const phrase = event.recording.live ? log.phrase : null;
      const { behindMs, correcting } = event;
      const isAsFar = log.correcting?.done === correcting?.done && log.correcting?.total === correcting?.total;
      if (isAsFar && log.behindMs === behindMs && log.notice === notice && log.phrase === phrase) return log;
      return { ...log, behindMs, correcting, notice, phrase };
    }
  }
}

function hasWords(phrase: Phrase | null): boolean {
  return phrase !== null && phrase.committed.length + phrase.tentative.length > 0;
}

/** What is left of a phrase below one of its lines. */
function phraseAfter(phrase: Phrase, { endMs }: CaptionLine): Phrase | null {
  const committed = phrase.committed.filter((word) => word.startMs >= endMs);
  return committed.length === 0 ? null : { ...phrase, committed };
}
