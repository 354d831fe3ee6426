import type { CaptionLine } from './CaptionLine.ts';
import { clockTime } from './clockTime.ts';
import { oneRow } from './oneRow.ts';
import type { Recording } from './Recording.ts';

/** Signs that mean something inside a line of Markdown get a backslash: what was said stays text. */
const escape = (text: string): string => oneRow(text).replace(/[\\`*_[\]<>#|~&!$]/g, '\\$&');

/** Captions as Markdown: a heading, and an item for each line with its time and speaker. */
export function formatCaptionsMarkdown(recording: Recording, lines: readonly CaptionLine[]): string {
  const day = new Date(recording.createdAt).toISOString().slice(0, 16).replace('T', ' ');
  const items = lines.map(({ startMs, speaker, text }) => {
    const who = speaker ? ` **${escape(speaker)}:**` : '';
    return `* \`${clockTime(startMs).slice(0, 8)}\`${who} ${escape(text)}\n`;
  });
  return `# ${escape(recording.title)}\n\n${day} UTC, ${clockTime(recording.durationMs).slice(0, 8)}\n\n${items.join('')}`;
}
