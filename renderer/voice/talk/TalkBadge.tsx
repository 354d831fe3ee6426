import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import '../../capture/RecordingBadge.css';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';

/** While the microphone is open for a conversation by voice, in this window or another: a red dot with a word, and one click ends it. */
export function TalkBadge() {
  const { voice } = useApp();
  const mine = useStore(voice.talk.store, ({ device }) => device !== '');
  const somewhere = useStore(voice.talking, (state) => state.somewhere);
  if (!mine && !somewhere) return null;
  return (
    <div className="recording-badge" role="group" aria-label="Microphone">
      <span>
        <i className="dot live" aria-hidden="true" />
        Mic
      </span>
      <IconButton label={`End the conversation by voice${mine ? '' : ' in the other window'}`} side="right" size={28} onClick={voice.end}>
        <Square className="recording-badge-stop" fill="currentColor" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
