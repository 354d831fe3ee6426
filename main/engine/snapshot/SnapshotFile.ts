import type { Slot } from '../../../app/memory/Slot.ts';

/** A snapshot on disk, as its only writer knows it. */
export interface SnapshotFile {
  /** a part until its first state is whole */
  readonly path: string;
  readonly identity: Uint8Array;
  readonly nonce: Uint8Array;
  /** where the next section goes; what stands there is of no account */
  end: number;
  /** slot records so far */
  records: number;
  /** which record holds a slot's rows; these never change while the slot lives */
  readonly numbers: WeakMap<Slot, number>;
}
