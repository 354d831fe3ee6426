import { AppError } from '../contract/AppError.ts';
import { describeIssues } from '../contract/describeIssues.ts';
import { CaptionFile } from './CaptionFile.ts';
import { MAX_SUBTITLE_TEXT } from './subtitleLimits.ts';

/** Reads the JSON export. Throws `bad-file` for anything else, `too-large` beyond the limits. */
export function parseCaptionsJson(text: string): CaptionFile {
  if (text.length > 4 * MAX_SUBTITLE_TEXT) throw new AppError('too-large', 'This file of captions is too long to be read.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-file', 'This file is damaged or no JSON file.', {}, { cause });
  }
  const file = CaptionFile.safeParse(value);
  if (!file.success) throw new AppError('bad-file', `This is no export of captions (${describeIssues(file.error)}).`);
  return file.data;
}
