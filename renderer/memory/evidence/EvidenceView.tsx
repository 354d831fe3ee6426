import type { Turn } from '../../../app/conversation/Turn.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { formatCount } from '../../components/formatCount.ts';
import { useJump } from '../useJump.ts';
import { EvidenceSections } from './EvidenceSections.tsx';
import { useEvidence } from './useEvidence.ts';

/** The evidence of one answer: its parts with their tokens, each passage with the way to its origin, and what was out of sight. */
export function EvidenceView({ turn }: { turn: Turn }) {
  const found = useEvidence(turn.id);
  switch (found.kind) {
    case 'loading':
      return <p className="evidence-note" role="status">Looking it up…</p>;
    case 'failed':
      return <p className="evidence-note" role="alert">{found.message}</p>;
    case 'known':
      return found.evidence === null ? (
        <p className="evidence-note">What the model saw was not recorded for this answer.</p>
      ) : (
        <Known evidence={found.evidence} conversationId={turn.conversationId} />
      );
  }
}

const PARTS = [
  { key: 'system', region: 'sink', name: 'instructions' },
  { key: 'pinned', region: 'pinned', name: 'pinned' },
  { key: 'facts', region: 'pinned', name: 'facts' },
  { key: 'recalled', region: 'recalled', name: 'recalled' },
  { key: 'recent', region: 'recent', name: 'recent' },
] as const satisfies readonly { key: keyof Evidence['tokens']; region: string; name: string }[];

function Known({ evidence, conversationId }: { evidence: Evidence; conversationId: string }) {
  const jump = useJump();
  const { tokens, recent, earlierTurns } = evidence;
  return (
    <div className="evidence">
      <ul className="evidence-parts" aria-label="Tokens by part">
        <li>{formatCount(Object.values(tokens).reduce((sum, count) => sum + count, 0))} tokens:</li>
        {PARTS.filter(({ key }) => tokens[key] > 0).map(({ key, region, name }) => (
          <li key={key}>
            <i className={`region-swatch region-${region}`} aria-hidden="true" />
            {formatCount(tokens[key])} {name}
          </li>
        ))}
      </ul>
      <EvidenceSections evidence={evidence} pinnedShown />
      <section className="evidence-range">
        <h3>Word for word</h3>
        <p className="evidence-note">
          {recent ? (
            <>
              From{' '}
              <button type="button" className="memory-link" onClick={() => jump(conversationId, recent.firstTurnId)}>
                this message
              </button>{' '}
              to{' '}
              <button type="button" className="memory-link" onClick={() => jump(conversationId, recent.lastTurnId)}>
                this one
              </button>
              , all stood whole before it.
            </>
          ) : (
            'Nothing was said before this message.'
          )}{' '}
          {earlierTurns > 0
            ? `${earlierTurns === 1 ? 'One earlier message was' : `${formatCount(earlierTurns)} earlier messages were`} out of sight, but for what is listed above.`
            : recent ? 'No message was out of sight.' : ''}
        </p>
      </section>
    </div>
  );
}
