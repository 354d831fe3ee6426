import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../components/IconButton.tsx';
import { useApp } from '../useApp.ts';

/** An action that failed: what happened, what is safe, what to do. It stays until it is dismissed or something succeeds. */
export function ProblemBar() {
  const { actions, chat } = useApp();
  const problem = useStore(chat.store, (state) => state.problem);
  if (!problem) return null;
  return (
    <div className="problem-bar" role="alert">
      <p>{problem.message}</p>
      <IconButton label="Dismiss" size={24} onClick={actions.dismissProblem}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
