/** Raised whenever the same voice would be prepared otherwise; older folders of the cache are then made anew. */
export const piperVersion = 2;
