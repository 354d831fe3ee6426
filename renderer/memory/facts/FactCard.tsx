import { Pin } from 'lucide-react';
import { useState } from 'react';
import type { Fact } from '../../../app/memory/Fact.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';
import { formatDay } from '../formatDay.ts';
import { FactHistory } from './FactHistory.tsx';
import { FactMenu } from './FactMenu.tsx';

/** One entry of the ledger. */
export function FactCard({ fact }: { fact: Fact }) {
  const { memory } = useApp();
  const [history, setHistory] = useState(false);
  const { subject, value, pinned, everywhere, origin, createdAt } = fact;
  return (
    <li className="fact-card">
      <p className="fact-value" dir="auto">
        {value}
      </p>
      <p className="fact-subject" dir="auto">
        {subject}
      </p>
      <p className="memory-meta">
        <span>
          {origin === 'person' ? 'written by you' : 'noticed'}, {formatDay(createdAt)}
        </span>
        {pinned ? <span>always in sight</span> : null}
        {everywhere ? <span>in every conversation</span> : null}
      </p>
      <div className="fact-tools">
        <IconButton
          label={pinned ? 'Unpin' : 'Pin: always in sight'}
          size={28}
          aria-pressed={pinned}
          onClick={() => void memory.actions.setFact(fact, { pinned: !pinned })}
        >
          <Pin className="icon-s" {...(pinned ? { fill: 'currentColor' } : {})} />
        </IconButton>
        <FactMenu fact={fact} history={history} onHistory={() => setHistory(!history)} />
      </div>
      {history ? <FactHistory fact={fact} /> : null}
    </li>
  );
}
