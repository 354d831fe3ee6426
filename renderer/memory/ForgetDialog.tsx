import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Modal } from '../components/Modal.tsx';
import { useApp } from '../useApp.ts';
import type { MemoryQuestion } from './MemoryView.ts';
import { ProblemLine } from './ProblemLine.tsx';

type Question = Extract<MemoryQuestion, { kind: 'forget-fact' | 'forget-turn' }>;

/** Asks once before something is forgotten, and says what goes with it. There is no way back afterwards. */
export function ForgetDialog({ question }: { question: Question | null }) {
  const { memory } = useApp();
  const fact = question?.kind === 'forget-fact';
  return (
    <Modal
      open={question !== null}
      onClose={() => memory.actions.ask(null)}
      title={fact ? 'Forget this fact?' : 'Forget this message?'}
      description={
        fact
          ? 'The fact and everything it replaced are erased from this computer. The message it was said in stays. This cannot be undone.'
          : 'Its words are erased from this computer: from the conversation, the search, the facts that were said in it, and what the model still sees. Its place stays, empty. This cannot be undone.'
      }
    >
      {question === null ? null : <ForgetForm question={question} />}
    </Modal>
  );
}

function ForgetForm({ question }: { question: Question }) {
  const { memory } = useApp();
  const [busy, setBusy] = useState(false);
  const forget = async (): Promise<void> => {
    setBusy(true);
    const done =
      question.kind === 'forget-fact'
        ? await memory.actions.forgetFact(question.fact.id)
        : await memory.actions.forgetTurn(question.turnId);
    setBusy(false);
    if (done) memory.actions.ask(null);
  };
  return (
    <>
      <div className="modal-body">
        <blockquote className="forget-quote" dir="auto">
          {question.kind === 'forget-fact' ? `${question.fact.subject}: ${question.fact.value}` : excerpt(question.text)}
        </blockquote>
        <ProblemLine />
      </div>
      <div className="modal-actions">
        <Button onClick={() => memory.actions.ask(null)}>Keep it</Button>
        <Button kind="danger" className="forget-now" disabled={busy} onClick={() => void forget()}>
          Forget
        </Button>
      </div>
    </>
  );
}

function excerpt(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
