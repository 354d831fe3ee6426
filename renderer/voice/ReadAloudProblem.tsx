import { useStore } from 'zustand';
import type { Turn } from '../../app/conversation/Turn.ts';
import { DismissibleProblem } from '../components/DismissibleProblem.tsx';
import { useApp } from '../useApp.ts';
import './ReadAloud.css';

/** Why this message was not read aloud to its end, until dismissed or something is read. */
export function ReadAloudProblem({ turn }: { turn: Turn }) {
  const { reader } = useApp();
  const message = useStore(reader.store, (state) => (state.problem?.turnId === turn.id ? state.problem.message : null));
  return <DismissibleProblem message={message} className="turn-read-problem" onDismiss={reader.dismissProblem} />;
}
