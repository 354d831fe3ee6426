import { useId, useState } from 'react';
import { MAX_FACT_SUBJECT, MAX_FACT_VALUE } from '../../../app/memory/Fact.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Toggle } from '../../settings/Toggle.tsx';
import { useApp } from '../../useApp.ts';
import type { MemoryQuestion } from '../MemoryView.ts';
import { ProblemLine } from '../ProblemLine.tsx';
import './FactDialog.css';

type Question = Extract<MemoryQuestion, { kind: 'add-fact' | 'correct-fact' }>;

/** Writes a fact into the ledger, or corrects one. */
export function FactDialog({ question }: { question: Question | null }) {
  const { memory } = useApp();
  const correcting = question?.kind === 'correct-fact';
  return (
    <Modal
      open={question !== null}
      onClose={() => memory.actions.ask(null)}
      title={correcting ? 'Correct this fact' : 'Remember a fact'}
      description={
        correcting
          ? 'From now on only the new entry counts. The old one is kept as history, which you can read and forget.'
          : 'It is shown to the model whenever it matters, however long the conversation grows.'
      }
    >
      {question === null ? null : <FactForm question={question} />}
    </Modal>
  );
}

function FactForm({ question }: { question: Question }) {
  const { memory } = useApp();
  const id = useId();
  const old = question.kind === 'correct-fact' ? question.fact : null;
  const [subject, setSubject] = useState(old?.subject ?? '');
  const [value, setValue] = useState(old?.value ?? (question.kind === 'add-fact' ? question.value.trim().slice(0, MAX_FACT_VALUE) : ''));
  const [everywhere, setEverywhere] = useState(false);
  const [busy, setBusy] = useState(false);
  const incomplete = subject.trim() === '' || value.trim() === '';

  const save = async (): Promise<void> => {
    if (incomplete || busy) return;
    setBusy(true);
    const done =
      question.kind === 'correct-fact'
        ? await memory.actions.correctFact(question.fact.id, subject.trim(), value.trim())
        : await memory.actions.addFact({ subject: subject.trim(), value: value.trim(), turnId: question.turnId, everywhere });
    setBusy(false);
    if (done) memory.actions.ask(null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="modal-body fact-form">
        <label htmlFor={`${id}-subject`}>What is it about?</label>
        <input
          id={`${id}-subject`}
          className="field"
          value={subject}
          maxLength={MAX_FACT_SUBJECT}
          placeholder="My dog’s name"
          autoComplete="off"
          onChange={(event) => setSubject(event.target.value)}
        />
        <label htmlFor={`${id}-value`}>What is to be remembered?</label>
        <textarea
          id={`${id}-value`}
          className="field"
          rows={3}
          value={value}
          maxLength={MAX_FACT_VALUE}
          placeholder="Rufus"
          onChange={(event) => setValue(event.target.value)}
        />
        {old ? null : (
          <div className="fact-form-switch">
            <label htmlFor={`${id}-everywhere`}>
              In every conversation
              <small id={`${id}-everywhere-help`}>Otherwise it counts in this one only.</small>
            </label>
            <Toggle id={`${id}-everywhere`} value={everywhere} onChange={setEverywhere} />
          </div>
        )}
        <ProblemLine />
      </div>
      <div className="modal-actions">
        <Button onClick={() => memory.actions.ask(null)}>Cancel</Button>
        <Button kind="primary" type="submit" disabled={incomplete || busy}>
          {old ? 'Correct' : 'Remember'}
        </Button>
      </div>
    </form>
  );
}
