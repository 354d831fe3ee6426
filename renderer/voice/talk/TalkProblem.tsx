import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';

/** Why a conversation by voice did not begin, or ended by itself. */
export function TalkProblem() {
  const { talk } = useApp().voice;
  const problem = useStore(talk.store, (state) => state.problem);
  if (problem === null) return null;
  return (
    <div className="problem-bar" role="alert">
      <p>{problem}</p>
      <IconButton label="Dismiss" size={24} onClick={talk.dismissProblem}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
