import { useStore } from 'zustand';
import { DismissibleProblem } from '../components/DismissibleProblem.tsx';
import { useApp } from '../useApp.ts';

/** An action that failed: what happened, what is safe, what to do. It stays until it is dismissed or something succeeds. */
export function ProblemBar() {
  const { actions, chat } = useApp();
  const message = useStore(chat.store, (state) => state.problem?.message ?? null);
  return <DismissibleProblem message={message} onDismiss={actions.dismissProblem} />;
}
