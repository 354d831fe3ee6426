import { MessageSquare, Settings } from 'lucide-react';
import { IconButton } from './components/IconButton.tsx';
import { Mark } from './components/Mark.tsx';
import './Rail.css';
import { useApp } from './useApp.ts';

/** The windows of Headwater. */
export function Rail() {
  const { ui } = useApp();
  return (
    <nav className="rail" aria-label="Windows">
      <Mark className="rail-mark" />
      <IconButton label="Chat" side="right" size={44} aria-current="page" onClick={() => ui.focusComposer()}>
        <MessageSquare className="icon" strokeWidth={1.6} />
      </IconButton>
      <span className="rail-space" />
      <IconButton label="Settings" shortcut="Ctrl+," side="right" size={44} onClick={() => ui.set({ dialog: 'settings' })}>
        <Settings className="icon" strokeWidth={1.6} />
      </IconButton>
    </nav>
  );
}
