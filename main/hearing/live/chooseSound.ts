import type { PassRequest } from './LiveSound.ts';

interface Wish<S> {
  readonly sound: S;
  readonly request: PassRequest | null;
}

/**
 * Whose pass comes next: one that makes a phrase final goes before all that only show its present state, and among
 * those the one with the most sound; the others lose nothing, since what they will show then is newer.
 */
export function chooseSound<S>(wishes: readonly Wish<S>[]): { sound: S; request: PassRequest } | null {
  let best: { sound: S; request: PassRequest } | null = null;
  for (const { sound, request } of wishes) {
    if (!request) continue;
    if (
      best && isFinal(best.request) !== isFinal(request)
        ? isFinal(request)
        : !best || fresh(request) > fresh(best.request)
    ) {
      best = { sound, request };
    }
  }
  return best;
}

const isFinal = ({ kind }: PassRequest): boolean => kind !== 'tentative';
const fresh = ({ to, heardTo }: PassRequest): number => to - heardTo;
