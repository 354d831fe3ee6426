import type { ExportFormat } from '../contract/services/captions.ts';
import type { CaptionLine } from './CaptionLine.ts';
import { formatCaptionsJson } from './formatCaptionsJson.ts';
import { formatCaptionsMarkdown } from './formatCaptionsMarkdown.ts';
import { formatSrt } from './formatSrt.ts';
import { formatTxt } from './formatTxt.ts';
import { formatVtt } from './formatVtt.ts';
import type { Recording } from './Recording.ts';

/** A recording's lines as the text of a file. */
export function formatCaptions(format: ExportFormat, recording: Recording, lines: readonly CaptionLine[]): string {
  switch (format) {
    case 'txt':
      return formatTxt(lines);
    case 'srt':
      return formatSrt(lines);
    case 'vtt':
      return formatVtt(lines);
    case 'json':
      return formatCaptionsJson(recording, lines);
    case 'md':
      return formatCaptionsMarkdown(recording, lines);
  }
}
