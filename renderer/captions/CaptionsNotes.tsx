import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { formatSeconds } from '../components/formatSeconds.ts';
import { IconButton } from '../components/IconButton.tsx';
import { useApp } from '../useApp.ts';
import './CaptionsWindow.css';

/** What is wrong, a sentence each: with the window, with the sound, with the recording. */
export function CaptionsNotes() {
  const { captions, capture, player } = useApp();
  const problem = useStore(captions.store, (state) => state.problem);
  const notice = useStore(captions.store, ({ log }) => log?.notice ?? null);
  const sound = useStore(capture.store, (state) => state.problem);
  const trouble = useStore(capture.store, (state) => state.trouble);
  const lostMs = useStore(capture.store, (state) => state.lostMs);
  const played = useStore(player.store, (state) => state.problem);
  const lost =
    lostMs === 0 ? null : `This computer could not keep up: ${formatSeconds(lostMs / 1_000)} of sound were left out, and the text has gaps there.`;
  const notes = [
    { words: problem, alert: true, dismiss: () => captions.store.setState({ problem: null }) },
    { words: sound, alert: true, dismiss: capture.dismiss },
    { words: played, alert: true, dismiss: player.stop },
    { words: trouble, alert: false, dismiss: null },
    { words: notice, alert: false, dismiss: captions.dismissNotice },
    { words: lost, alert: false, dismiss: capture.dismiss },
  ].filter(({ words }) => words !== null);
  if (notes.length === 0) return null;
  return (
    <div className="captions-notes">
      {notes.map(({ words, alert, dismiss }) => (
        <div key={words} className={`captions-note ${alert ? 'problem' : ''}`} role={alert ? 'alert' : 'status'}>
          <p>{words}</p>
          {dismiss ? (
            <IconButton label="Dismiss" size={24} onClick={dismiss}>
              <X className="icon-s" />
            </IconButton>
          ) : null}
        </div>
      ))}
    </div>
  );
}
