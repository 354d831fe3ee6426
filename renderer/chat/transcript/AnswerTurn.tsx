import type { Turn } from '../../../app/conversation/Turn.ts';
import { AnswerProgress } from './AnswerProgress.tsx';
import { AnswerState } from './AnswerState.tsx';
import { MessageText } from './markdown/MessageText.tsx';
import { TurnActions } from './TurnActions.tsx';
import { useTurnText } from './useTurnText.ts';

/** An answer. The line below it has the same height while it is written and afterwards, so that nothing jumps. */
export function AnswerTurn({ turn, last }: { turn: Turn; last: boolean }) {
  const text = useTurnText(turn);
  const writing = turn.state === 'answering';
  return (
    <>
      {writing || text !== '' ? <MessageText text={text} growing={writing} /> : null}
      <AnswerState turn={turn} last={last} />
      {writing ? <AnswerProgress /> : <TurnActions turn={turn} canRegenerate />}
    </>
  );
}
