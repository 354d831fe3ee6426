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
  const save = (): void => {
    if (changed !== null && changed.trim() !== '') void actions.editQueued(message.id, changed);
    setChanged(null);
    ui.focusComposer();
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
              setChanged(null);
            } else if (sendsMessage(event.nativeEvent, enterSends)) {
              event.preventDefault();
              save();
            }
          }}
        />
        <button type="button" onClick={() => setChanged(null)}>
          Cancel
        </button>
        <button type="button" onClick={save}>
          Save
        </button>
      </li>
    );
  }
  return (
    <li className="queue-item">
      <small>Waits</small>
      <p>{message.text}</p>
      <button type="button" onClick={() => void actions.sendQueuedNow(message.id)}>
        Send now
      </button>
      <button type="button" onClick={() => setChanged(message.text)}>
        Edit
      </button>
      <button type="button" onClick={() => void actions.removeQueued(message.id)}>
        Remove
      </button>
    </li>
  );
}
