import type { Turn } from '../../../app/conversation/Turn.ts';
import { SiblingSwitcher } from './SiblingSwitcher.tsx';

/** The place of a message whose words were erased. */
export function ForgottenTurn({ turn }: { turn: Turn }) {
  return (
    <p className="turn-forgotten">
      {turn.role === 'user' ? 'You had this message forgotten.' : 'You had this answer forgotten.'} Its words are erased.
      <SiblingSwitcher siblings={turn.siblings} />
    </p>
  );
}
