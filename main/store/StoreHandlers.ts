import type { z } from '../../app/contract/zod.ts';
import type { storeService } from './storeService.ts';

type Calls = (typeof storeService)['calls'];

/** The store's calls as plain functions: SQLite is synchronous, and each runs inside one transaction. */
export type StoreHandlers = {
  readonly [K in keyof Calls]: (params: z.output<Calls[K]['params']>) => z.input<Calls[K]['result']>;
};
