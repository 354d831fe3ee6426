import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../components/IconButton.tsx';
import { useApp } from '../useApp.ts';
import './RecordingBadge.css';

/** While anything is recorded, in this window or another: a red dot with a word, and one click stops it. */
export function RecordingBadge() {
  const { capture, captioning, captions } = useApp();
  const mine = useStore(capture.store, ({ phase, recordingId }) => (phase === 'off' ? null : recordingId));
  const live = useStore(captions.store, ({ recordings }) => recordings?.find(({ id, live }) => live && (mine === null || id === mine)) ?? null);
  const id = live?.id ?? mine;
  if (id === null) return null;
  return (
    <div className="recording-badge" role="group" aria-label="Recording">
      <span>
        <i className="dot live" aria-hidden="true" />
        Rec
      </span>
      <IconButton label={`Stop recording${live?.title ? ` “${live.title}”` : ''}`} side="right" size={28} onClick={() => void captioning.stop(id)}>
        <Square className="recording-badge-stop" fill="currentColor" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
