import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import type { CaptionCopy } from './CaptionsState.ts';

/** The text of a line in the copy that is shown; one that has no corrected text shows what was heard live. */
export function shownText({ text, corrected }: Pick<CaptionLine, 'text' | 'corrected'>, copy: CaptionCopy): string {
  return (copy === 'corrected' ? corrected : null) || text;
}
