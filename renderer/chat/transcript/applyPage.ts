import type { TurnPage } from '../../../app/contract/services/conversations.ts';
import type { Transcript } from './Transcript.ts';

/**
 * Puts in a page: `whole` takes the place of all that was there; `earlier` and `later` join at their end. A page that
 * does not fit any more (the path changed while it was fetched) is left out.
 *
 * @param at the turn at which an `earlier` or `later` page was asked for
 */
export function applyPage(
  transcript: Transcript,
  page: TurnPage,
  place: { side: 'whole' } | { side: 'earlier' | 'later'; at: string },
): Transcript {
  const { turns } = transcript;
  if (place.side === 'whole') {
    return { ...transcript, turns: page.turns, earlier: page.earlier, later: page.later, loaded: true };
  }
  const edge = place.side === 'earlier' ? turns[0] : turns.at(-1);
  if (edge?.id !== place.at) return transcript;
  const have = new Set(turns.map(({ id }) => id));
  const fresh = page.turns.filter(({ id }) => !have.has(id));
  return place.side === 'earlier'
    ? { ...transcript, turns: [...fresh, ...turns], earlier: page.earlier }
    : { ...transcript, turns: [...turns, ...fresh], later: page.later };
}
