/** Raised whenever the same weights would compile to another graph; older folders of the cache are then made anew. */
export const whisperVersion = 1;
