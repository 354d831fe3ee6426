import { X } from 'lucide-react';
import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import { useApp } from '../../useApp.ts';

/** How far the corrected copy is, and its end. */
export function CorrectingChip({ recording }: { recording: Recording }) {
  const { captioning, captions } = useApp();
  const correcting = useStore(captions.store, ({ log }) => log?.correcting ?? null);
  if (correcting === null) return null;
  return (
    <button type="button" className="chip" title="Stop making the corrected copy" onClick={() => void captioning.cancelCorrect(recording.id)}>
      {correcting.total === 0 ? (
        'The corrected copy follows'
      ) : (
        <>
          Correcting{' '}
          <b>
            {correcting.done} of {correcting.total}
          </b>
        </>
      )}
      <X className="icon-s" aria-label="Stop" />
    </button>
  );
}
