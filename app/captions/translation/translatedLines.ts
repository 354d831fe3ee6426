import type { ExportFormat } from '../../contract/services/captions.ts';
import type { CaptionLine } from '../CaptionLine.ts';

/**
 * Lines for a file that is to be read in another language: subtitles have the translation in place of the text, other
 * files below it. A line that has none stays as it is.
 */
export function translatedLines(format: ExportFormat, lines: readonly CaptionLine[]): CaptionLine[] {
  switch (format) {
    case 'srt':
    case 'vtt':
      return lines.map((line) => (line.translation ? { ...line, text: line.translation.text, words: [] } : line));
    case 'txt':
    case 'md':
      return lines.flatMap((line) => (line.translation ? [line, { ...line, text: line.translation.text, words: [] }] : [line]));
    case 'json':
      return [...lines];
  }
}
