import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 899px)';

/** True while the window is too narrow for the list to be a column. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
