import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import '../../capture/RecordingBadge.css';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';

/** While the microphone is open for a conversation by voice: a red dot with a word, and one click ends it. */
export function TalkBadge() {
  const { talk } = useApp().voice;
  const isOpen = useStore(talk.store, ({ device }) => device !== '');
  if (!isOpen) return null;
  return (
    <div className="recording-badge" role="group" aria-label="Microphone">
      <span>
        <i className="dot live" aria-hidden="true" />
        Mic
      </span>
      <IconButton label="End the conversation by voice" side="right" size={28} onClick={() => talk.end()}>
        <Square className="recording-badge-stop" fill="currentColor" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
