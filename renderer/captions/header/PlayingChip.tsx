import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import { useApp } from '../../useApp.ts';
import { formatClock } from '../formatClock.ts';

/** Where the kept sound is being played, and its end. */
export function PlayingChip({ recording }: { recording: Recording }) {
  const { player } = useApp();
  const at = useStore(player.store, ({ recordingId, atMs }) => (recordingId === recording.id ? formatClock(atMs) : null));
  if (at === null) return null;
  return (
    <button type="button" className="chip" onClick={player.stop}>
      <Square className="recording-badge-stop" fill="currentColor" aria-hidden="true" />
      Stop playing <b>{at}</b>
    </button>
  );
}
