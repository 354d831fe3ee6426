import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { useApp } from '../../useApp.ts';
import { EvidenceSections } from '../evidence/EvidenceSections.tsx';
import { useLastEvidence } from '../evidence/useLastEvidence.ts';
import { QuotationCard } from '../QuotationCard.tsx';
import { Meter } from './Meter.tsx';
import { RetentionField } from './RetentionField.tsx';

/** What the model sees now: how the live memory is filled, what is pinned, and what was brought back for the last answer. */
export function NowPanel({ conversationId }: { conversationId: string }) {
  const { chat, memory } = useApp();
  const usage = useStore(chat.store, ({ transcript }) => transcript?.usage ?? null);
  const pinned = useStore(memory.store, ({ state }) => state?.pinned ?? null);
  const { answerId, evidence } = useLastEvidence();
  return (
    <>
      {usage ? (
        <section aria-label="The live memory">
          <Meter usage={usage} evidence={evidence} />
          <p className="memory-note">
            {usage.evictedTokens > 0
              ? `At least ${formatCount(usage.evictedTokens)} tokens left the live memory. They are kept here word for word, and brought back when they matter.`
              : 'The model sees this whole conversation. When the live memory is full, the oldest messages leave it; they stay here, word for word.'}
          </p>
        </section>
      ) : (
        <p className="memory-empty">The model has not read this conversation since it was opened. Send a message, and you see here what it has in sight.</p>
      )}
      <section aria-labelledby="memory-pinned">
        <h3 id="memory-pinned">Pinned messages</h3>
        {pinned !== null && pinned.length === 0 ? (
          <p className="memory-empty">None. “Pin” below a message keeps it in the model’s sight for good.</p>
        ) : (
          <ul className="memory-cards">
            {pinned?.map((quotation) => (
              <QuotationCard key={quotation.turnId} quotation={quotation}>
                <button type="button" className="memory-link" onClick={() => void memory.actions.pinTurn(quotation.turnId, false)}>
                  Unpin
                </button>
              </QuotationCard>
            ))}
          </ul>
        )}
      </section>
      {evidence ? <EvidenceSections evidence={evidence} heading="for the last answer" pinnedShown={false} /> : null}
      <RetentionField conversationId={conversationId} readFor={answerId} />
    </>
  );
}
