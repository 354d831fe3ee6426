import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import { Tip } from '../components/Tip.tsx';
import { useApp } from '../useApp.ts';
import './RecordingBadge.css';

/** While anything is recorded, in this window or another: a red dot with a word, and one click stops it. */
export function RecordingBadge() {
  const { capture, captioning, captions } = useApp();
  const mine = useStore(capture.store, ({ phase, recordingId }) => (phase === 'off' ? null : recordingId));
  const live = useStore(captions.store, ({ recordings }) => recordings?.find(({ id, live }) => live && (mine === null || id === mine)) ?? null);
  const id = live?.id ?? mine;
  if (id === null) return null;
  const label = `Stop recording${live?.title ? ` “${live.title}”` : ''}`;
  return (
    <Tip text={label} side="right">
      <button type="button" className="recording-badge" aria-label={label} onClick={() => void captioning.stop(id)}>
        <span aria-hidden="true">
          <i className="dot live" />
          Rec
        </span>
        <Square className="recording-badge-stop" fill="currentColor" aria-hidden="true" />
      </button>
    </Tip>
  );
}
