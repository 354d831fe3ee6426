import { use } from 'react';
import { AppContext } from './AppContext.ts';
import type { AppState } from './AppState.ts';

/** The state of the window this component stands in. */
export function useApp(): AppState {
  const app = use(AppContext);
  if (!app) throw new Error('A component of the window was used outside of it.');
  return app;
}
