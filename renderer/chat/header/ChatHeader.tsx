import { PanelLeft } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../components/IconButton.tsx';
import { formatSpeed } from '../../components/formatSpeed.ts';
import { useApp } from '../../useApp.ts';
import { ConversationMenu } from '../list/ConversationMenu.tsx';
import { ModelChip } from '../model/ModelChip.tsx';
import { useOpenConversation } from '../useOpenConversation.ts';
import './ChatHeader.css';
import { ChatTitle } from './ChatTitle.tsx';
import { MemoryButton } from './MemoryButton.tsx';
import { StreamBand } from './StreamBand.tsx';
import { TemporaryMark } from './TemporaryMark.tsx';

/** Name of the conversation, the model, and what it sees now. */
export function ChatHeader({ listShown, narrow }: { listShown: boolean; narrow: boolean }) {
  const { chat, memory, ui } = useApp();
  const conversation = useOpenConversation();
  const speed = useStore(chat.store, ({ transcript }) => transcript?.tokensPerSecond ?? null);
  return (
    <header className="chat-header">
      <div className="chat-header-row">
        {listShown ? null : (
          <IconButton label="Show conversations" shortcut="Ctrl+B" side="bottom" onClick={() => ui.toggleList(narrow)}>
            <PanelLeft className="icon" strokeWidth={1.6} />
          </IconButton>
        )}
        <ChatTitle conversation={conversation} />
        {conversation?.temporary ? <TemporaryMark /> : null}
        <ModelChip />
        <span className="chat-header-space" />
        {speed === null ? null : <span className="chip plain">{formatSpeed(speed)}</span>}
        <MemoryButton />
        {conversation ? <ConversationMenu conversation={conversation} where="header" /> : null}
      </div>
      <StreamBand key={conversation?.id ?? ''} onExplain={() => memory.actions.show('now')} />
    </header>
  );
}
