import type { ErrorValue } from '../../app/contract/AppError.ts';

/** What the store's worker is started with. Both ports are transferred. */
export interface StoreWorkerData<Port> {
  readonly file: string;
  /** serves the `store` service */
  readonly port: Port;
  /** carries `StoreWorkerReport`s; closed after the last one */
  readonly reports: Port;
}

/** How opening went: notices first, then `ready` or `failed`. */
export type StoreWorkerReport =
  | { readonly kind: 'notice'; readonly error: ErrorValue }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ErrorValue };
