import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { CaptionsEvent } from '../../../app/contract/services/captions.ts';
import type { ShownCaptions } from '../../../app/captions/ShownCaptions.ts';
import { maskSwearWords } from '../../../app/captions/maskSwearWords.ts';
import { wordConfidence } from '../../../app/captions/wordConfidence.ts';
import { createChangeSignal, type ChangeSignal } from '../changeSignal.ts';

/** Lines that are remembered for who shows them: more than fit an overlay. */
const MAX_LINES = 12;

const textOf = (words: Phrase['committed']): string => words.map(({ text }) => text).join('');

/** What is to be seen of all captions that are being written down: for the overlay and the live file. */
export interface Shown {
  readonly changes: Pick<ChangeSignal, 'subscribe'>;
  now(): ShownCaptions;
  take(event: CaptionsEvent, recordingId: string): void;
}

/**
 * Keeps the last lines of all recordings, and the phrase that is spoken last.
 *
 * @param masked whether swear words are hidden now
 */
export function createShown(masked: () => boolean = () => false): Shown {
  const changes = createChangeSignal();
  let shown: ShownCaptions = { lines: [], phrase: null };
  let speaking: string | null = null;
  const show = (next: Partial<ShownCaptions>): void => {
    shown = { ...shown, ...next };
    changes.notify();
  };
  return {
    changes,
    now: () => (masked() ? maskedShown(shown) : shown),
    take(event, recordingId) {
      switch (event.kind) {
        case 'phrase': {
          const { phrase } = event;
          if (phrase) {
            speaking = recordingId;
            const id = `${recordingId}-${phrase.number}`;
            const { committed, tentative } = phrase;
            const translation = shown.phrase?.id === id ? shown.phrase.translation : undefined;
            const sure = wordConfidence(committed);
            return show({ phrase: { id, committed: textOf(committed), tentative: textOf(tentative), sure, ...(translation !== undefined && { translation }) } });
          }
          if (speaking === recordingId && shown.phrase) show({ phrase: null });
          return;
        }
        case 'line': {
          const { id, text, speaker, words, translation } = event.line;
          const known = shown.lines.some((line) => line.id === id);
          // A line that was changed by hand long after it was said does not come back.
          if (!known && event.line.edited) return;
          const line = { id, text, speaker, sure: wordConfidence(words), ...(translation && { translation: translation.text }) };
          const lines = known ? shown.lines.map((old) => (old.id === id ? line : old)) : [...shown.lines, line];
          return show({ lines: lines.slice(-MAX_LINES) });
        }
        case 'removed':
          return show({ lines: shown.lines.filter(({ id }) => id !== event.lineId) });
        case 'translation': {
          // The live lines are shown, and keep theirs.
          if (event.corrected) return;
          const { lineId, text: translation } = event;
          if (lineId !== null) return show({ lines: shown.lines.map((line) => (line.id === lineId ? { ...line, translation } : line)) });
          if (speaking === recordingId && shown.phrase) show({ phrase: { ...shown.phrase, translation } });
          return;
        }
        case 'translating':
        case 'state':
          return;
      }
    },
  };
}

/** The words are as many, so what is known of each of them stays. */
function maskedShown({ lines, phrase }: ShownCaptions): ShownCaptions {
  return {
    lines: lines.map((line) => ({ ...line, text: maskSwearWords(line.text), ...maskedTranslation(line) })),
    phrase: phrase && { ...phrase, committed: maskSwearWords(phrase.committed), tentative: maskSwearWords(phrase.tentative), ...maskedTranslation(phrase) },
  };
}

const maskedTranslation = ({ translation }: { readonly translation?: string }): { readonly translation?: string } =>
  translation === undefined ? {} : { translation: maskSwearWords(translation) };
