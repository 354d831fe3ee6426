import type { Finishing } from './Finishing.ts';

/** Nobody installed anything. */
export const noFinishing: Finishing = {
  has: async () => false,
  with: async () => null,
  problem: () => null,
  close: async () => undefined,
};
