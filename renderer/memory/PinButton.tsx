import { Pin } from 'lucide-react';
import type { Turn } from '../../app/conversation/Turn.ts';
import { useApp } from '../useApp.ts';

/** Keeps a message in the model's sight for good, or no longer; the mark of a pinned one. */
export function PinButton({ turn }: { turn: Turn }) {
  const { memory, ui } = useApp();
  const { id, pinned } = turn;
  const change = async (): Promise<void> => {
    const done = await memory.actions.pinTurn(id, !pinned);
    if (done && !pinned) ui.toast('Pinned: the model always sees this message');
  };
  return (
    <button type="button" className={`turn-action ${pinned ? 'pinned' : ''}`} aria-pressed={pinned} onClick={() => void change()}>
      {pinned ? <Pin className="turn-pin-icon" fill="currentColor" aria-hidden="true" /> : null}
      {pinned ? 'Pinned' : 'Pin'}
    </button>
  );
}
