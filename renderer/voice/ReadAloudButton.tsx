import { Volume2 } from 'lucide-react';
import { useStore } from 'zustand';
import type { Turn } from '../../app/conversation/Turn.ts';
import { useApp } from '../useApp.ts';
import './ReadAloud.css';

/** Has a message read aloud, or stops that. */
export function ReadAloudButton({ turn }: { turn: Turn }) {
  const { reader } = useApp();
  const reading = useStore(reader.store, (state) => state.reading?.turnId === turn.id);
  if (turn.text.trim() === '') return null;
  return (
    <button
      type="button"
      className={`turn-action ${reading ? 'reading' : ''}`}
      onClick={() => (reading ? reader.stop() : reader.read({ turnId: turn.id, text: turn.text }))}
    >
      {reading ? <Volume2 className="turn-read-icon" aria-hidden="true" /> : null}
      {reading ? 'Stop reading' : 'Read aloud'}
    </button>
  );
}
