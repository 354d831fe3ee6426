import { CAPTION_FORMAT, type CaptionFile } from './CaptionFile.ts';
import type { CaptionLine } from './CaptionLine.ts';
import type { Recording } from './Recording.ts';

/** Captions as JSON, with the times of each word. */
export function formatCaptionsJson(recording: Recording, lines: readonly CaptionLine[]): string {
  const { title, source, createdAt, durationMs } = recording;
  const file: CaptionFile = {
    format: CAPTION_FORMAT,
    version: 1,
    title,
    source,
    createdAt,
    durationMs,
    lines: lines.map(({ id, index, startMs, endMs, text, corrected, words, speaker, edited, translation }) => ({
      id,
      index,
      startMs,
      endMs,
      text,
      corrected,
      words,
      speaker,
      edited,
      ...(translation && { translation }),
    })),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}
