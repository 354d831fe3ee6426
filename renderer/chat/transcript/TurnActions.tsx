import { useStore } from 'zustand';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { useCopy } from '../../components/useCopy.ts';
import { useApp } from '../../useApp.ts';
import { EvidenceButton } from '../../memory/evidence/EvidenceButton.tsx';
import { PinButton } from '../../memory/PinButton.tsx';
import { TurnMemoryMenu } from '../../memory/TurnMemoryMenu.tsx';
import { ReadAloudButton } from '../../voice/ReadAloudButton.tsx';
import { ReadAloudProblem } from '../../voice/ReadAloudProblem.tsx';
import { SiblingSwitcher } from './SiblingSwitcher.tsx';
import './TurnActions.css';
import { TurnInfo } from './TurnInfo.tsx';

/** What can be done with a turn. Always there for the keyboard and for screen readers, not only on hover. */
export function TurnActions({ turn, canRegenerate }: { turn: Turn; canRegenerate: boolean }) {
  const { actions, chat } = useApp();
  const { words, copy } = useCopy();
  const busy = useStore(chat.store, ({ transcript }) => transcript?.activity.kind !== 'idle');
  return (
    <>
      <div className="turn-actions" role="group" aria-label={turn.role === 'user' ? 'Your message' : 'This answer'}>
        <SiblingSwitcher siblings={turn.siblings} />
        <button type="button" className="turn-action" onClick={() => void copy(turn.text)}>
          {words ?? 'Copy'}
        </button>
        <button type="button" className="turn-action" onClick={() => actions.beginEdit(turn.id, turn.text)}>
          Edit
        </button>
        {canRegenerate ? (
          <button type="button" className="turn-action" disabled={busy} onClick={() => void actions.regenerate(turn.id)}>
            Regenerate
          </button>
        ) : null}
        <ReadAloudButton turn={turn} />
        <PinButton turn={turn} />
        <TurnMemoryMenu turn={turn} />
        {turn.hasEvidence ? <EvidenceButton turn={turn} /> : null}
        {turn.edited ? <span className="turn-edited">edited</span> : null}
        {turn.role === 'assistant' ? <TurnInfo turn={turn} /> : null}
      </div>
      <ReadAloudProblem turn={turn} />
    </>
  );
}
