import { createContext } from 'react';

/** The drawer over the page in which a component stands, null when it stands in the page: its menus belong there. */
export const OverPage = createContext<HTMLElement | null>(null);
