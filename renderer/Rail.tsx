import { AudioLines, Captions, MessageSquare, Settings } from 'lucide-react';
import { useStore } from 'zustand';
import { RecordingBadge } from './capture/RecordingBadge.tsx';
import { IconButton } from './components/IconButton.tsx';
import { Mark } from './components/Mark.tsx';
import './Rail.css';
import { useApp } from './useApp.ts';
import { TalkBadge } from './voice/talk/TalkBadge.tsx';
import { enterVoice } from './voice/talk/enterVoice.ts';

/** The windows of Headwater. While anything is recorded it says so, in each of them, and stops it. */
export function Rail() {
  const app = useApp();
  const { ui, voice } = app;
  const window = useStore(ui.store, (state) => state.window);
  const talking = useStore(voice.talk.store, ({ stage }) => stage !== 'off') && window === 'chat';
  const openChat = (): void => {
    ui.show('chat');
    ui.focusComposer();
  };
  return (
    <nav className="rail" aria-label="Windows">
      <Mark className="rail-mark" />
      <IconButton label="Chat" side="right" size={44} aria-current={window === 'chat' && !talking ? 'page' : undefined} onClick={openChat}>
        <MessageSquare className="icon" strokeWidth={1.6} />
      </IconButton>
      <IconButton label="Captions" side="right" size={44} aria-current={window === 'captions' ? 'page' : undefined} onClick={() => ui.show('captions')}>
        <Captions className="icon" strokeWidth={1.6} />
      </IconButton>
      <IconButton label="Voice" shortcut="Ctrl+Shift+V" side="right" size={44} aria-current={talking ? 'page' : undefined} onClick={() => enterVoice(app)}>
        <AudioLines className="icon" strokeWidth={1.6} />
      </IconButton>
      <span className="rail-space" />
      <TalkBadge />
      <RecordingBadge />
      <IconButton label="Settings" shortcut="Ctrl+," side="right" size={44} onClick={() => ui.set({ dialog: 'settings' })}>
        <Settings className="icon" strokeWidth={1.6} />
      </IconButton>
    </nav>
  );
}
