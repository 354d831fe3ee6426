import type { BlockPlaces } from './BlockPlaces.ts';
import type { BlockHead } from './blockRecord.ts';
import { recordBytes } from './blockRecord.ts';
import type { BlockSizes, KvBlock } from './KvBlock.ts';

/** Places in this process's memory: of a conversation that must leave nothing on the disk. */
export class MemoryBlockPlaces implements BlockPlaces {
  readonly capacity: number;
  readonly #blocks = new Map<number, KvBlock>();

  constructor(sizes: BlockSizes, bytes: number) {
    this.capacity = Math.floor(bytes / recordBytes(sizes).record);
  }

  async load(): Promise<ReadonlyMap<number, BlockHead>> {
    return new Map([...this.#blocks].map(([place, block]) => [place, headOf(block)]));
  }

  async write(place: number, block: KvBlock): Promise<BlockHead> {
    this.#blocks.set(place, block);
    return headOf(block);
  }

  async read(place: number): Promise<Pick<KvBlock, 'keys' | 'values'> | null> {
    return this.#blocks.get(place) ?? null;
  }

  async erase(place: number): Promise<void> {
    this.#blocks.delete(place);
  }
}

function headOf({ info, representative }: KvBlock): BlockHead {
  return { info, representative, bodyCrc: 0 };
}
