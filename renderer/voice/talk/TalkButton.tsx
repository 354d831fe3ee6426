import { AudioLines } from 'lucide-react';
import { useStore } from 'zustand';
import '../../components/Chip.css';
import { Tip } from '../../components/Tip.tsx';
import { useApp } from '../../useApp.ts';

/** In the composer: talk instead of writing. */
export function TalkButton() {
  const { connection, voice } = useApp();
  const connected = useStore(connection.store, ({ phase }) => phase === 'open');
  return (
    <Tip text="Talk with Headwater" shortcut="Ctrl+Shift+V">
      <button type="button" className="chip" aria-keyshortcuts="Control+Shift+V" disabled={!connected} onClick={voice.begin}>
        <AudioLines className="icon-s" strokeWidth={1.6} aria-hidden="true" />
        Speak
      </button>
    </Tip>
  );
}
