import { MessageCircleDashed } from 'lucide-react';
import { memo } from 'react';
import type { Conversation } from '../../../app/conversation/Conversation.ts';
import { formatCount } from '../../components/formatCount.ts';
import { useApp } from '../../useApp.ts';
import { ConversationMenu } from './ConversationMenu.tsx';
import { moveFocus } from './moveFocus.ts';
import { RenameField } from './RenameField.tsx';
import { useFocusBack } from './useFocusBack.ts';

/** Turns from which on a conversation's length is worth saying. */
const LONG = 20;

/** One conversation of the list. Up and down go through the list, F2 renames, Del deletes. */
export const ConversationRow = memo(function ConversationRow(props: {
  conversation: Conversation;
  open: boolean;
  renaming: boolean;
}) {
  const { conversation, open, renaming } = props;
  const { drafts, list, ui } = useApp();
  const name = useFocusBack<HTMLButtonElement>(renaming);
  const { id, title, turnCount } = conversation;
  const draft = drafts.read(id, conversation.draft);
  const shown = title || 'New conversation';
  if (renaming) {
    return (
      <li className="conversation renaming">
        <RenameField
          title={title}
          onDone={(next) => {
            ui.set({ renaming: null });
            if (next !== null) void list.rename(id, next);
          }}
        />
      </li>
    );
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'F2') {
      event.preventDefault();
      ui.set({ renaming: { id, where: 'list' } });
    } else if (event.key === 'Delete') {
      // The row goes away with its focus: a neighbour takes it.
      if (!moveFocus(event, 'ArrowDown')) moveFocus(event, 'ArrowUp');
      void list.remove(id, shown);
    } else moveFocus(event);
  };
  return (
    <li className={`conversation ${open ? 'open' : ''}`}>
      <button
        ref={name}
        type="button"
        className="conversation-name"
        aria-current={open ? 'page' : undefined}
        data-conversation={id}
        onClick={() => list.open(id)}
        onDoubleClick={() => ui.set({ renaming: { id, where: 'list' } })}
        onKeyDown={onKeyDown}
      >
        {conversation.temporary ? <MessageCircleDashed className="icon-s" aria-hidden="true" /> : null}
        <span className="conversation-title">{shown}</span>
        {conversation.temporary ? <small>temporary</small> : null}
        {draft.trim() !== '' && !open ? <small className="conversation-draft">draft</small> : null}
        {turnCount >= LONG ? <small aria-label={`${formatCount(turnCount)} messages`}>{formatCount(turnCount)}</small> : null}
      </button>
      <ConversationMenu conversation={conversation} where="list" />
    </li>
  );
});
