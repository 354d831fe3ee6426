import { Mic, MicOff, Square } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Choice } from '../../settings/Choice.tsx';
import { useApp } from '../../useApp.ts';
import { HoldButton } from './HoldButton.tsx';
import { TalkDevice } from './TalkDevice.tsx';
import type { TalkMode } from './TalkState.ts';

const MODES: readonly { value: TalkMode; label: string }[] = [
  { value: 'hands-free', label: 'Hands-free' },
  { value: 'push-to-talk', label: 'Push to talk' },
];

/** Who takes the turns and which microphone is heard; mute or the talk button, stop, end. */
export function TalkControls() {
  const { talk } = useApp().voice;
  const mode = useStore(talk.store, (state) => state.mode);
  const muted = useStore(talk.store, (state) => state.muted);
  const answering = useStore(talk.store, ({ phase }) => phase === 'thinking' || phase === 'speaking' || phase === 'ducking' || phase === 'halted');
  return (
    <div className="talk-controls">
      <span id="talk-mode-label" className="visually-hidden">
        How you take your turn
      </span>
      <span id="talk-mode-help" className="visually-hidden">
        Hands-free: when you speak. Push to talk: while you hold Space.
      </span>
      <Choice id="talk-mode" value={mode} options={MODES} onChange={(next) => talk.choose({ mode: next })} />
      <TalkDevice />
      <span className="talk-space" />
      <IconButton
        className="talk-round"
        label={answering ? 'Stop the answer' : 'Stop the answer: there is none just now'}
        shortcut="Esc"
        disabled={!answering}
        onClick={talk.hush}
      >
        <Square className="composer-stop" fill="currentColor" />
      </IconButton>
      {mode === 'push-to-talk' ? (
        <HoldButton />
      ) : (
        <IconButton className="talk-round" label={muted ? 'Unmute' : 'Mute'} aria-pressed={muted} onClick={() => talk.mute(!muted)}>
          {muted ? <MicOff className="icon" strokeWidth={1.6} /> : <Mic className="icon" strokeWidth={1.6} />}
        </IconButton>
      )}
      <Button kind="danger" aria-keyshortcuts="Control+Shift+V" onClick={() => talk.end()}>
        End
      </Button>
    </div>
  );
}
