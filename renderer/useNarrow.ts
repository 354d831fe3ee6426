import { useMedia } from './useMedia.ts';

/** True while the window is too narrow for the list to be a column. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 899px)');
}
