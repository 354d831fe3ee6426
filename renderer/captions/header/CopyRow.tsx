import type { Recording } from '../../../app/captions/Recording.ts';
import { CopySwitch } from './CopySwitch.tsx';
import { CorrectingChip } from './CorrectingChip.tsx';

/** The corrected copy, in a row of its own: which text is read, and how far the copy is. Gone where there is none. */
export function CopyRow({ recording }: { recording: Recording }) {
  return (
    <div className="copy-row">
      <CopySwitch />
      <CorrectingChip recording={recording} />
    </div>
  );
}
