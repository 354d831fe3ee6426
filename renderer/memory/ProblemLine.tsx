import { useStore } from 'zustand';
import { useApp } from '../useApp.ts';

/** Why the last action was refused, within a dialog. */
export function ProblemLine() {
  const { memory } = useApp();
  const problem = useStore(memory.store, (view) => view.problem);
  if (problem === null) return null;
  return (
    <p className="field-problem" role="alert">
      {problem}
    </p>
  );
}
