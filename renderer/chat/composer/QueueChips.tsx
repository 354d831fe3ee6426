import { useState } from 'react';
import { useStore } from 'zustand';
import type { QueuedMessage } from '../../../app/conversation/QueuedMessage.ts';
import { useApp } from '../../useApp.ts';
import { GrowingTextarea } from './GrowingTextarea.tsx';
import { sendsMessage } from './sendsMessage.ts';

const EMPTY: readonly QueuedMessage[] = [];

/** Messages that wait until the answer being written has ended. */
export function QueueChips() {
  const { chat } = useApp();
  const queue = useStore(chat.store, ({ transcript }) => transcript?.queue ?? EMPTY);
  if (queue.length === 0) return null;
  return (
    <ul className="queue" aria-label="Messages that wait">
      {queue.map((message) => (
        <QueueChip key={message.id} message={message} />
      ))}
    </ul>
  );
}

function QueueChip({ message }: { message: QueuedMessage }) {
  const { actions, settings, ui } = useApp();
  const enterSends = useStore(settings, (state) => state.settings?.enterSends ?? true);
  const [changed, setChanged] = useState<string | null>(null);
  const leave = (): void => {
    setChanged(null);
    ui.focusComposer();
  };
  const save = async (): Promise<void> => {
    // A change that was refused stays in its field.
    if (changed === null || changed.trim() === '' || (await actions.editQueued(message.id, changed))) leave();
  };
  if (changed !== null) {
    return (
      <li className="queue-item">
        <GrowingTextarea
          value={changed}
          lines={6}
          aria-label="Change the waiting message"
          // The person just asked for this field.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onChange={(event) => setChanged(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.stopPropagation();
              leave();
            } else if (sendsMessage(event.nativeEvent, enterSends)) {
              event.preventDefault();
              void save();
            }
          }}
        />
        <button type="button" onClick={leave}>
          Cancel
        </button>
        <button type="button" onClick={() => void save()}>
          Save
        </button>
      </li>
    );
  }
  return (
    <li className="queue-item">
      <small>Waits</small>
      <p>{message.text}</p>
      <button type="button" onClick={() => void actions.sendQueuedNow(message.id).then(() => ui.focusComposer())}>
        Send now
      </button>
      <button type="button" onClick={() => setChanged(message.text)}>
        Edit
      </button>
      <button type="button" onClick={() => void actions.removeQueued(message.id).then(() => ui.focusComposer())}>
        Remove
      </button>
    </li>
  );
}
