/**
 * A file that says: the database beside it was found damaged at work. A quick check sees most damage at the start, not
 * all of it; with this the next start saves what can be read instead of going on with a file known to be broken.
 */
export const suspectPath = (file: string): string => `${file}.suspect`;
