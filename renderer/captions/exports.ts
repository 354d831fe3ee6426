import type { ExportFormat } from '../../app/contract/services/captions.ts';

/** The forms a recording can be taken out in. */
export const EXPORTS: Readonly<Record<ExportFormat, { readonly words: string; readonly type: string }>> = {
  txt: { words: 'Plain text', type: 'text/plain' },
  md: { words: 'Markdown, with times', type: 'text/markdown' },
  srt: { words: 'Subtitles (SRT)', type: 'application/x-subrip' },
  vtt: { words: 'Subtitles (WebVTT)', type: 'text/vtt' },
  json: { words: 'JSON, with the time of each word', type: 'application/json' },
};
