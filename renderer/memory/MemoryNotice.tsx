import { useStore } from 'zustand';
import { DismissibleProblem } from '../components/DismissibleProblem.tsx';
import { useApp } from '../useApp.ts';

/** What went wrong with memory: an action that was refused, or what the host could not keep. It stays until dismissed. */
export function MemoryNotice() {
  const { memory } = useApp();
  const problem = useStore(memory.store, (view) => {
    const told = view.state?.problem ?? null;
    return view.question === null && view.problem !== null ? view.problem : told === view.readProblem ? null : told;
  });
  return <DismissibleProblem message={problem} onDismiss={memory.actions.dismissProblem} />;
}
