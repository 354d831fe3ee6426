/** The name by which SQLite makes a database in memory alone. */
export const IN_MEMORY = ':memory:';

/** What every id in a store in memory begins with: the rows of temporary conversations. */
export const TEMPORARY_PREFIX = 'tmp-';

/** True for the id of anything in a temporary conversation. */
export const isTemporary = (id: string): boolean => id.startsWith(TEMPORARY_PREFIX);
