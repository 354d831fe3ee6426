import { PanelLeft } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../components/IconButton.tsx';
import { formatSpeed } from '../../components/formatSpeed.ts';
import { useApp } from '../../useApp.ts';
import { ConversationMenu } from '../list/ConversationMenu.tsx';
import { ModelChip } from '../model/ModelChip.tsx';
import { useOpenConversation } from '../useOpenConversation.ts';
import './ChatHeader.css';
import { ChatTitle } from './ChatTitle.tsx';
import { ContextMeter } from './ContextMeter.tsx';
import { StreamBand } from './StreamBand.tsx';

/** Name of the conversation, the model, and what it sees now. */
export function ChatHeader({ listShown, narrow }: { listShown: boolean; narrow: boolean }) {
  const { chat, ui } = useApp();
  const conversation = useOpenConversation();
  const speed = useStore(chat.store, ({ transcript }) => transcript?.tokensPerSecond ?? null);
  const [explained, setExplained] = useState(false);
  return (
    <header className="chat-header">
      <div className="chat-header-row">
        {listShown ? null : (
          <IconButton label="Show conversations" shortcut="Ctrl+B" side="bottom" onClick={() => ui.toggleList(narrow)}>
            <PanelLeft className="icon" strokeWidth={1.6} />
          </IconButton>
        )}
        <ChatTitle conversation={conversation} />
        <ModelChip />
        <span className="chat-header-space" />
        {speed === null ? null : <span className="chip plain">{formatSpeed(speed)}</span>}
        <ContextMeter open={explained} onOpenChange={setExplained} />
        {conversation ? <ConversationMenu conversation={conversation} where="header" /> : null}
      </div>
      <StreamBand onExplain={() => setExplained(true)} />
    </header>
  );
}
