import { createContext } from 'react';

/** Whether what is drawn stands inside a link already. */
export const InLink = createContext(false);
