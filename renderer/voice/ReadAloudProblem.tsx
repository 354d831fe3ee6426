import { X } from 'lucide-react';
import { useStore } from 'zustand';
import type { Turn } from '../../app/conversation/Turn.ts';
import { IconButton } from '../components/IconButton.tsx';
import { useApp } from '../useApp.ts';
import './ReadAloud.css';

/** Why this message was not read aloud to its end, until dismissed or something is read. */
export function ReadAloudProblem({ turn }: { turn: Turn }) {
  const { reader } = useApp();
  const problem = useStore(reader.store, (state) => (state.problem?.turnId === turn.id ? state.problem.message : null));
  if (problem === null) return null;
  return (
    <div className="turn-read-problem" role="alert">
      <p>{problem}</p>
      <IconButton label="Dismiss" size={24} onClick={reader.dismissProblem}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
