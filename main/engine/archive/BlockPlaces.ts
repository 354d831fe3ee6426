import type { BlockHead } from './blockRecord.ts';
import type { KvBlock } from './KvBlock.ts';

/** Numbered places, each for one block. Calls come one after the other. */
export interface BlockPlaces {
  /** most blocks there is room for */
  readonly capacity: number;
  /** The blocks that are there, by place; what is damaged or of another model is none. */
  load(): Promise<ReadonlyMap<number, BlockHead>>;
  /** @returns the head as it is to be read with. Throws errors of the file system. */
  write(place: number, block: KvBlock): Promise<BlockHead>;
  /** Keys and values of the block at a place; null when they are not there any more, or damaged. */
  read(place: number, head: BlockHead): Promise<Pick<KvBlock, 'keys' | 'values'> | null>;
  /** Makes sure that a block is not found again. Throws errors of the file system. */
  erase(place: number): Promise<void>;
}
