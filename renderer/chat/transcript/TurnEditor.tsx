import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { GrowingTextarea } from '../composer/GrowingTextarea.tsx';
import { sendsMessage } from '../composer/sendsMessage.ts';
import './TurnEditor.css';

/** A turn being changed in its place. Saving makes another version; the old one stays. */
export function TurnEditor({ turn }: { turn: Turn }) {
  const { actions, chat, settings, ui } = useApp();
  const text = useStore(chat.store, ({ editing }) => editing?.text ?? '');
  const resumed = useStore(chat.store, ({ editing }) => editing?.resumed ?? false);
  const enterSends = useStore(settings, (state) => state.settings?.enterSends ?? true);
  const area = useRef<HTMLTextAreaElement>(null);
  const mine = turn.role === 'user';
  const empty = text.trim() === '';

  useEffect(() => {
    const element = area.current;
    if (!element || resumed || element.contains(document.activeElement)) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    // When the change begins, not when its first letter is typed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const cancel = (): void => {
    actions.cancelEdit();
    ui.focusComposer();
  };
  const save = (answer: boolean): void => {
    if (empty) return;
    void actions.saveEdit(answer).then(() => ui.focusComposer());
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      cancel();
    } else if (sendsMessage(event.nativeEvent, enterSends)) {
      event.preventDefault();
      save(mine);
    }
  };
  return (
    <div className="turn-editor">
      <GrowingTextarea
        ref={area}
        value={text}
        lines={16}
        aria-label={mine ? 'Change your message' : 'Change this answer'}
        onChange={(event) => actions.changeEdit(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="turn-editor-actions">
        <span>{mine ? 'Makes another version; this one stays.' : 'Marked as edited; the original stays.'}</span>
        <Button small kind="quiet" onClick={cancel}>
          Cancel
        </Button>
        {mine ? (
          <Button small disabled={empty} onClick={() => save(false)}>
            Save as is
          </Button>
        ) : null}
        <Button small kind="primary" disabled={empty} onClick={() => save(mine)}>
          {mine ? 'Save & send' : 'Save'}
        </Button>
      </div>
    </div>
  );
}
