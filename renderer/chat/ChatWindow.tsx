import { useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../useApp.ts';
import './ChatWindow.css';
import { Composer } from './composer/Composer.tsx';
import { ChatHeader } from './header/ChatHeader.tsx';
import { HostNotices } from './HostNotices.tsx';
import { MemoryNotice } from '../memory/MemoryNotice.tsx';
import './header/TemporaryMark.css';
import { ModelCard } from './model/ModelCard.tsx';
import { Welcome } from './model/Welcome.tsx';
import { ProblemBar } from './ProblemBar.tsx';
import { useOpenConversation } from './useOpenConversation.ts';
import { useWindowTitle } from './useWindowTitle.ts';
import { Announcer } from './transcript/Announcer.tsx';
import { TranscriptView } from './transcript/TranscriptView.tsx';
import { TalkProblem } from '../voice/talk/TalkProblem.tsx';

/** The conversation: its header, its turns, and the place to write. */
export function ChatWindow({ listShown, narrow }: { listShown: boolean; narrow: boolean }) {
  const { chat, conversations, memory, model, ui } = useApp();
  const drawer = useStore(memory.store, (view) => view.open);
  const temporary = useOpenConversation()?.temporary ?? false;
  const openId = useStore(chat.store, (state) => state.openId);
  const loaded = useStore(chat.store, ({ transcript }) => transcript?.loaded ?? false);
  // Until the list is there, nobody knows whether a conversation was open.
  const known = useStore(conversations, ({ list }) => list !== null);
  const empty = useStore(chat.store, ({ transcript }) => transcript === null || (transcript.loaded && transcript.turns.length === 0));
  const ready = useStore(model, ({ status }) => status === null || status.phase === 'ready');
  useWindowTitle();
  const [suggestion, setSuggestion] = useState<{ text: string } | null>(null);
  const { setMain } = ui;
  const onExample = (text: string): void => {
    setSuggestion({ text });
    ui.focusComposer();
  };
  return (
    <main className="chat" ref={setMain}>
      <ChatHeader listShown={listShown} narrow={narrow} />
      {empty && known ? (
        <Welcome onExample={onExample} />
      ) : loaded && !empty ? (
        <TranscriptView key={openId} />
      ) : (
        <div className="chat-loading" role="status">
          <span className="visually-hidden">Opening the conversation</span>
        </div>
      )}
      <div className="chat-foot">
        <div className="chat-notes">
          {ready || empty ? null : <ModelCard />}
          <HostNotices />
          <ProblemBar />
          <TalkProblem />
          {drawer ? null : <MemoryNotice />}
          {temporary ? <p className="temporary-note">Temporary: nothing is written to disk; it is gone when you close Headwater.</p> : null}
        </div>
        <Composer suggestion={suggestion} />
      </div>
      <Announcer />
    </main>
  );
}
