import { useStore } from 'zustand';
import { DismissibleProblem } from '../../components/DismissibleProblem.tsx';
import { useApp } from '../../useApp.ts';

/** Why a conversation by voice did not begin, or ended by itself. */
export function TalkProblem() {
  const { talk } = useApp().voice;
  const message = useStore(talk.store, (state) => state.problem);
  return <DismissibleProblem message={message} onDismiss={talk.dismissProblem} />;
}
