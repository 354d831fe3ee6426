import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../components/IconButton.tsx';
import { useApp } from '../useApp.ts';

/** What went wrong with memory: an action that was refused, or what the host could not keep. It stays until dismissed. */
export function MemoryNotice() {
  const { memory } = useApp();
  const problem = useStore(memory.store, (view) => {
    const told = view.state?.problem ?? null;
    return view.question === null && view.problem !== null ? view.problem : told === view.readProblem ? null : told;
  });
  if (problem === null) return null;
  return (
    <div className="problem-bar" role="alert">
      <p>{problem}</p>
      <IconButton label="Dismiss" size={24} onClick={memory.actions.dismissProblem}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
