import { z } from '../contract/zod.ts';
import { CaptionLine } from './CaptionLine.ts';
import { Recording } from './Recording.ts';

export const CAPTION_FORMAT = 'headwater-captions';
/** Lines of one file: weeks of speech. */
export const MAX_FILE_LINES = 500_000;

/** The JSON export of a recording. */
export const CaptionFile = z.object({
  format: z.literal(CAPTION_FORMAT),
  version: z.literal(1),
  title: Recording.shape.title,
  source: Recording.shape.source,
  createdAt: Recording.shape.createdAt,
  durationMs: Recording.shape.durationMs,
  lines: z.array(CaptionLine.omit({ recordingId: true }).extend({ corrected: CaptionLine.shape.corrected.default(null) })).max(MAX_FILE_LINES),
});
export type CaptionFile = z.infer<typeof CaptionFile>;
