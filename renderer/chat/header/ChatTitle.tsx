import { useStore } from 'zustand';
import type { Conversation } from '../../../app/conversation/Conversation.ts';
import { useApp } from '../../useApp.ts';
import { RenameField } from '../list/RenameField.tsx';
import { useFocusBack } from '../list/useFocusBack.ts';

/** The name of the open conversation; a click changes it. */
export function ChatTitle({ conversation }: { conversation: Conversation | null }) {
  const { list, ui } = useApp();
  const renaming = useStore(ui.store, (state) => state.renaming?.where === 'header' && state.renaming.id === conversation?.id);
  const name = useFocusBack<HTMLButtonElement>(renaming);
  if (!conversation) return <h1 className="chat-title">New conversation</h1>;
  if (renaming) {
    return (
      <RenameField
        className="chat-title-field"
        title={conversation.title}
        onDone={(title) => {
          ui.set({ renaming: null });
          if (title !== null) void list.rename(conversation.id, title);
        }}
      />
    );
  }
  return (
    <h1 className="chat-title">
      <button ref={name} type="button" title="Rename" onClick={() => ui.set({ renaming: { id: conversation.id, where: 'header' } })}>
        {conversation.title || 'New conversation'}
      </button>
    </h1>
  );
}
