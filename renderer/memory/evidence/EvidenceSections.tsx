import { useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { formatCount } from '../../components/formatCount.ts';
import { useApp } from '../../useApp.ts';
import { QuotationCard } from '../QuotationCard.tsx';
import { useJump } from '../useJump.ts';

/** What stood before the model, part by part; what has an origin can be opened. */
export function EvidenceSections({ evidence, heading, pinnedShown }: { evidence: Evidence; heading?: string; pinnedShown: boolean }) {
  const { pinned, facts, recalled, blocks } = evidence;
  const of = heading === undefined ? '' : ` ${heading}`;
  return (
    <>
      {pinnedShown && pinned.length > 0 ? (
        <Section name="Pinned by you">
          {pinned.map((quotation) => (
            <QuotationCard key={quotation.turnId} quotation={quotation} />
          ))}
        </Section>
      ) : null}
      {facts.length > 0 ? (
        <Section name={`Facts${of}`}>
          {facts.map((fact) => (
            <SeenFact key={fact.id} fact={fact} />
          ))}
        </Section>
      ) : null}
      {recalled.length > 0 ? (
        <Section name={`Recalled${of}`}>
          {recalled.map((quotation, index) => (
            <QuotationCard key={`${quotation.turnId} ${index}`} quotation={quotation} />
          ))}
        </Section>
      ) : null}
      {blocks.length > 0 ? (
        <Section name={`Brought back as it was read${of}`}>
          {blocks.map((block, index) => (
            <SeenBlock key={`${block.firstTurnId} ${index}`} block={block} />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function Section({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      <ul className="memory-cards">{children}</ul>
    </section>
  );
}

function SeenFact({ fact }: { fact: Evidence['facts'][number] }) {
  const { memory } = useApp();
  const jump = useJump();
  const known = useStore(memory.store, ({ state }) => state?.facts.find(({ id }) => id === fact.id) ?? null);
  const turnId = known?.turnId ?? null;
  return (
    <li className="fact-card">
      <span className="fact-value" dir="auto">{fact.value}</span>
      <p className="memory-meta">
        <span>{fact.subject}</span>
        {known && turnId !== null ? (
          <button type="button" className="memory-link" onClick={() => jump(known.conversationId, turnId)}>
            Open <span className="visually-hidden">the message it was said in</span>
          </button>
        ) : null}
      </p>
    </li>
  );
}

function SeenBlock({ block: { firstTurnId, tokens, score } }: { block: Evidence['blocks'][number] }) {
  const { chat } = useApp();
  const openId = useStore(chat.store, (state) => state.openId);
  const jump = useJump();
  return (
    <li className="fact-card">
      A passage of {formatCount(tokens)} tokens
      <p className="memory-meta">
        <span>match {score.toFixed(2)}</span>
        {openId !== null && firstTurnId !== null ? (
          <button type="button" className="memory-link" onClick={() => jump(openId, firstTurnId)}>
            Open <span className="visually-hidden">where it begins</span>
          </button>
        ) : null}
      </p>
    </li>
  );
}
