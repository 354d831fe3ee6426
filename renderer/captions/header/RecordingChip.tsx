import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import '../../capture/RecordingBadge.css';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { formatClock } from '../formatClock.ts';
import { formatLength } from '../formatLength.ts';

/** That it is being recorded, for how long, and one click to stop; of a recording that has ended, when it was made. */
export function RecordingChip({ recording }: { recording: Recording }) {
  const { capture, captioning } = useApp();
  const { id, live, durationMs } = recording;
  const phase = useStore(capture.store, (state) => (state.recordingId === id ? state.phase : null));
  const seconds = useStore(capture.store, (state) => (state.recordingId === id ? state.seconds : null));
  if (!live && phase === null) {
    const day = new Date(recording.createdAt).toLocaleDateString([], { day: 'numeric', month: 'short' });
    return (
      <span className="chip plain wide-word">
        {day} · {formatLength(durationMs)}
      </span>
    );
  }
  const clock = formatClock(seconds === null ? durationMs : seconds * 1_000);
  return (
    <>
      <span className="chip recording-chip">
        <i className="dot live" aria-hidden="true" />
        {phase === 'stopping' ? 'Finishing' : 'Recording'} {clock}
      </span>
      <Button small disabled={phase === 'stopping'} onClick={() => void captioning.stop(id)}>
        <Square className="recording-badge-stop" fill="currentColor" aria-hidden="true" />
        Stop
      </Button>
    </>
  );
}
