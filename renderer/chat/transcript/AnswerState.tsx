import type { Turn } from '../../../app/conversation/Turn.ts';
import { useApp } from '../../useApp.ts';

/** How an answer ended, when it did not end by itself, and what can be done about it. */
export function AnswerState({ turn, last }: { turn: Turn; last: boolean }) {
  const { actions } = useApp();
  const words = wordsFor(turn);
  if (words === null) return null;
  const bad = turn.state === 'failed' || turn.state === 'cut';
  const canContinue = last && turn.text !== '';
  return (
    <div className={`turn-state ${bad ? 'bad' : ''}`} role={bad && last ? 'alert' : undefined}>
      <span>{words}</span>
      {canContinue && !bad ? <span aria-hidden="true">·</span> : null}
      {canContinue ? (
        <button type="button" onClick={() => void actions.continueAnswer(turn.id)}>
          Continue
        </button>
      ) : null}
      {bad && last ? (
        <button type="button" onClick={() => void actions.regenerate(turn.id)}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

function wordsFor(turn: Turn): string | null {
  switch (turn.state) {
    case 'answering':
    case 'complete':
      return null;
    case 'length':
      return 'The answer reached its limit';
    case 'stopped':
      return turn.text === '' ? 'Stopped before the first word' : 'Stopped';
    case 'interrupted':
      return turn.text === '' ? 'Interrupted before the first word' : 'Interrupted here';
    case 'cut':
      return turn.problem ?? 'This answer was cut off; what was written is kept.';
    case 'failed':
      return turn.problem ?? 'This answer failed; what was written is kept.';
  }
}
