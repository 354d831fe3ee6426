import { useStore } from 'zustand';
import { useApp } from '../useApp.ts';
import { FactDialog } from './facts/FactDialog.tsx';
import { ForgetDialog } from './ForgetDialog.tsx';

/** What the person is asked about memory: in the drawer when that lies over the page, else in the window. */
export function MemoryDialogs() {
  const { memory } = useApp();
  const question = useStore(memory.store, (view) => view.question);
  return (
    <>
      <FactDialog question={question?.kind === 'add-fact' || question?.kind === 'correct-fact' ? question : null} />
      <ForgetDialog question={question?.kind === 'forget-fact' || question?.kind === 'forget-turn' ? question : null} />
    </>
  );
}
