import { createContext } from 'react';

/** True within a drawer that lies over the page: what floats there stands outside of the page below it. */
export const OverPage = createContext(false);
