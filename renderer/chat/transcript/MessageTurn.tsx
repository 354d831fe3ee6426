import { useState } from 'react';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { MessageText } from './markdown/MessageText.tsx';
import { TurnActions } from './TurnActions.tsx';

/** Characters shown of a long message (a pasted chapter) before "Show all". */
const SHOWN = 4_000;

/** What the person said, in a soft bubble; as it was typed, but for code fences, which are set as code. */
export function MessageTurn({ turn }: { turn: Turn }) {
  const [all, setAll] = useState(false);
  const long = turn.text.length > SHOWN * 1.25;
  const text = long && !all ? `${turn.text.slice(0, SHOWN)}…` : turn.text;
  return (
    <>
      <div className="bubble" dir="auto">
        {/^ {0,3}```/m.test(text) ? <MessageText text={text} growing={false} /> : text}
        {long ? (
          <button type="button" className="bubble-more" onClick={() => setAll(!all)}>
            {all ? 'Show less' : `Show all ${turn.text.length.toLocaleString()} characters`}
          </button>
        ) : null}
      </div>
      <TurnActions turn={turn} canRegenerate={false} />
    </>
  );
}
