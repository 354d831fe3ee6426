import { MessageSquarePlus, PanelLeftClose, Search, X } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';
import './ConversationList.css';
import { ConversationRow } from './ConversationRow.tsx';
import { groupConversations } from './groupConversations.ts';
import { ListMenu } from './ListMenu.tsx';
import { ListResizer } from './ListResizer.tsx';
import { ModelFooter } from '../model/ModelFooter.tsx';
import { useToday } from './useToday.ts';

/** All conversations: search, a new one, and the list in groups. */
export function ConversationList({ narrow }: { narrow: boolean }) {
  const { chat, conversations, list, ui } = useApp();
  const all = useStore(conversations, (state) => state.list);
  const openId = useStore(chat.store, (state) => state.openId);
  const renaming = useStore(ui.store, (state) => (state.renaming?.where === 'list' ? state.renaming.id : null));
  const problem = useStore(ui.store, (state) => state.listProblem);
  const today = useToday();
  const groups = useMemo(() => groupConversations(all ?? [], today), [all, today]);

  return (
    <nav className="list" aria-label="Conversations">
      <button type="button" className="list-find" aria-keyshortcuts="Control+K" onClick={() => ui.set({ dialog: 'search' })}>
        <Search className="icon-s" aria-hidden="true" />
        Search everything
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <div className="list-tools">
        <button type="button" className="list-new" aria-keyshortcuts="Control+Shift+O" onClick={list.startNew}>
          <MessageSquarePlus className="icon-s" aria-hidden="true" />
          New conversation
        </button>
        <ListMenu />
        <IconButton label="Hide conversations" shortcut="Ctrl+B" size={28} onClick={() => ui.toggleList(narrow)}>
          <PanelLeftClose className="icon-s" />
        </IconButton>
      </div>
      {problem === null ? null : (
        <div className="list-problem" role="alert">
          <p>{problem}</p>
          <IconButton label="Dismiss" size={24} onClick={() => ui.set({ listProblem: null })}>
            <X className="icon-s" />
          </IconButton>
        </div>
      )}
      <div className="list-groups">
        {groups.map(({ name, conversations: group }) => (
          <section key={name} aria-label={name}>
            <h2 className="list-group">{name}</h2>
            <ul>
              {group.map((conversation) => (
                <ConversationRow
                  key={conversation.id}
                  conversation={conversation}
                  open={conversation.id === openId}
                  renaming={conversation.id === renaming}
                />
              ))}
            </ul>
          </section>
        ))}
        {all !== null && all.length === 0 ? (
          <p className="list-empty">Your conversations will stand here. They stay on this computer.</p>
        ) : null}
      </div>
      <ModelFooter />
      {narrow ? null : <ListResizer />}
    </nav>
  );
}
