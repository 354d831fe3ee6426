import { createContext } from 'react';
import type { AppState } from './AppState.ts';

export const AppContext = createContext<AppState | null>(null);
