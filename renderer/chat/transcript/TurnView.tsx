import { memo } from 'react';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { AnswerTurn } from './AnswerTurn.tsx';
import { ForgottenTurn } from './ForgottenTurn.tsx';
import { MessageTurn } from './MessageTurn.tsx';
import { TurnEditor } from './TurnEditor.tsx';
import './TurnView.css';

/** One turn of the transcript: what the person said, what was answered, or either of them being changed. */
export const TurnView = memo(function TurnView(props: { turn: Turn; last: boolean; editing: boolean; flash: boolean }) {
  const { turn, last, editing, flash } = props;
  const who = turn.role === 'user' ? 'You' : 'Headwater';
  const name = `${who}, ${new Date(turn.createdAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`;
  return (
    <article className={`turn ${turn.role} ${flash ? 'flash' : ''}`} aria-label={name} data-turn={turn.id}>
      <Content turn={turn} last={last} editing={editing} />
    </article>
  );
});

function Content({ turn, last, editing }: { turn: Turn; last: boolean; editing: boolean }) {
  if (turn.forgotten) return <ForgottenTurn turn={turn} />;
  if (editing) return <TurnEditor turn={turn} />;
  return turn.role === 'user' ? <MessageTurn turn={turn} /> : <AnswerTurn turn={turn} last={last} />;
}
