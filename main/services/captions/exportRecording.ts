import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { formatCaptions } from '../../../app/captions/formatCaptions.ts';
import { maskedLine } from '../../../app/captions/maskedLine.ts';
import { translationOf } from '../../../app/captions/translation/translationOf.ts';
import { translatedLines } from '../../../app/captions/translation/translatedLines.ts';
import type { Recording } from '../../../app/captions/Recording.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { type ExportFormat, MAX_CAPTION_PAGE } from '../../../app/contract/services/captions.ts';
import { MAX_TRANSFER_TEXT } from '../../../app/contract/services/conversations.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { exportFileName } from '../../../app/conversation/exportFileName.ts';
import type { storeService } from '../../store/storeService.ts';

/** Its words are those of the live text, and so are gone. One of which a second listening heard nothing stays as it is. */
function correctedLine(line: CaptionLine): CaptionLine {
  if (!line.corrected) return line;
  const translation = translationOf(line, 'corrected');
  return { ...line, text: line.corrected, words: [], ...(translation && { translation }) };
}

/** A recording as the text of a file, with a name for it. Throws `unsupported` when it is too long for one. */
export async function exportRecording(
  store: Pick<Client<typeof storeService>, 'lines'>,
  recording: Recording,
  { format, corrected, translated, masked }: { format: ExportFormat; corrected: boolean; translated: boolean; masked: boolean },
  now: number,
): Promise<{ fileName: string; text: string }> {
  const all: CaptionLine[] = [];
  for (let from = 0; ;) {
    const { lines } = await store.lines({ recordingId: recording.id, from, limit: MAX_CAPTION_PAGE });
    const wanted = masked ? lines.map(maskedLine) : lines;
    all.push(...(corrected ? wanted.map(correctedLine) : wanted));
    const last = lines.at(-1);
    if (lines.length < MAX_CAPTION_PAGE || !last) break;
    from = last.index + 1;
  }
  const text = formatCaptions(format, recording, translated ? translatedLines(format, all) : all);
  if (text.length > MAX_TRANSFER_TEXT) {
    throw new AppError('unsupported', 'This recording is too long for one file of this kind. Export it as plain text.');
  }
  return { fileName: exportFileName(recording.title, 'json', now).replace(/json$/, format), text };
}
