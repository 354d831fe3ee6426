import type { Turn } from '../../../app/conversation/Turn.ts';
import type { Transcript } from './Transcript.ts';

/**
 * Puts in a turn that was added at the end of the path or that changed. A turn below an earlier one starts another
 * branch: what stood after its parent leaves the path.
 */
export function applyTurn(transcript: Transcript, turn: Turn): Transcript {
  const { turns } = transcript;
  const known = turns.findLastIndex(({ id }) => id === turn.id);
  if (known >= 0) return { ...transcript, turns: turns.with(known, turn) };
  const parent = turns.findLastIndex(({ id }) => id === turn.parentId);
  if (parent >= 0) return { ...transcript, turns: [...turns.slice(0, parent + 1), turn], later: 0 };
  if (turn.parentId === null) return { ...transcript, turns: [turn], earlier: 0, later: 0 };
  const added = turn.role === 'user' || turn.state === 'answering';
  return transcript.later > 0 && added ? { ...transcript, later: transcript.later + 1 } : transcript;
}
