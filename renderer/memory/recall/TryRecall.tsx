import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { AppError } from '../../../app/contract/AppError.ts';
import { MAX_TRIED_TEXT } from '../../../app/contract/services/memory.ts';
import type { Fact } from '../../../app/memory/Fact.ts';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { FactCard } from '../facts/FactCard.tsx';
import { QuotationCard } from '../QuotationCard.tsx';

type Outcome =
  | { readonly kind: 'found'; readonly text: string; readonly quotations: readonly Quotation[]; readonly facts: readonly Fact[] }
  | { readonly kind: 'failed'; readonly message: string };

/** A question to the memory itself: what would be brought back for it, best first. Nothing is sent to the model. */
export function TryRecall({ conversationId }: { conversationId: string }) {
  const { connection, memory } = useApp();
  const forgotten = useStore(memory.store, (view) => view.forgotten);
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [shownAt, setShownAt] = useState(forgotten);
  // What was found may hold what has just been forgotten.
  if (shownAt !== forgotten) {
    setShownAt(forgotten);
    setOutcome(null);
  }
  const ask = async (): Promise<void> => {
    const asked = text.trim();
    if (asked === '' || busy) return;
    setBusy(true);
    try {
      setOutcome({ kind: 'found', text: asked, ...(await connection.services().memory.tryRecall({ conversationId, text: asked })) });
    } catch (error) {
      setOutcome({ kind: 'failed', message: AppError.toValue(error).message });
    }
    setBusy(false);
  };
  return (
    <section aria-labelledby={id}>
      <form
        className="recall-try"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <label id={id} htmlFor={`${id}-text`}>
          Try your memory
        </label>
        <div className="recall-row">
          <input
            id={`${id}-text`}
            className="field"
            value={text}
            maxLength={MAX_TRIED_TEXT}
            autoComplete="off"
            placeholder="Where do we leave the keys?"
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" disabled={text.trim() === '' || busy}>
            Try
          </Button>
        </div>
      </form>
      <div aria-live="polite" aria-busy={busy}>
        {outcome === null ? (
          <p className="memory-note">Shows what would be brought back for a question. Nothing is sent to the model.</p>
        ) : (
          <Shown outcome={outcome} />
        )}
      </div>
    </section>
  );
}

function Shown({ outcome }: { outcome: Outcome }) {
  const { memory } = useApp();
  const ledger = useStore(memory.store, ({ state }) => state?.facts);
  if (outcome.kind === 'failed') return <p className="field-problem">{outcome.message}</p>;
  const { text, quotations } = outcome;
  // As they are now: they can be changed from here.
  const facts = outcome.facts.map((found) => ledger?.find(({ id }) => id === found.id) ?? found);
  if (quotations.length === 0 && facts.length === 0) return <p className="memory-note">Nothing would be brought back for “{text}”.</p>;
  return (
    <>
      <p className="memory-note recall-said">For “{text}”, best first:</p>
      <ul className="memory-cards">
        {facts.map((fact) => (
          <FactCard key={fact.id} fact={fact} />
        ))}
        {quotations.map((quotation, index) => (
          <QuotationCard key={`${quotation.turnId} ${index}`} quotation={quotation} />
        ))}
      </ul>
    </>
  );
}
