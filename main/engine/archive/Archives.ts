import { rm } from 'node:fs/promises';
import type { AppError } from '../../../app/contract/AppError.ts';
import type { MemoryFolder } from '../../../app/contract/services/engine.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { fileError } from '../../store/fileError.ts';
import { archiveFile } from './archiveFile.ts';
import { BlockArchive } from './BlockArchive.ts';
import { FileBlockPlaces } from './FileBlockPlaces.ts';
import { MemoryBlockPlaces } from './MemoryBlockPlaces.ts';

/** Archives that are open at once: each holds what its blocks are found by. */
const MAX_OPEN = 4;
/** Share of the folder's budget that one conversation may take. */
const SHARE = 1 / 4;
/** Memory for the blocks of a conversation that must leave nothing on the disk. */
const MEMORY_BYTES = 32 << 20;

/** The archives of the conversations that are talked in. */
export class Archives {
  readonly #place: MemoryFolder | null;
  readonly #model: CompiledModel;
  readonly #onTrouble: (error: AppError) => void;
  /** in the order of use, the most recent last */
  readonly #open = new Map<string, BlockArchive>();
  #told = false;

  /**
   * @param place null: nothing reaches the disk
   * @param onTrouble hears once that nothing can be written: the disk is full, or writing is not allowed
   */
  constructor(place: MemoryFolder | null, model: CompiledModel, onTrouble: (error: AppError) => void) {
    this.#place = place;
    this.#model = model;
    this.#onTrouble = onTrouble;
  }

  /** @param keep false: it leaves nothing on the disk */
  of(id: string, keep: boolean): BlockArchive {
    const name = `${keep ? 'kept' : 'temporary'} ${id}`;
    const archive = this.#open.get(name) ?? this.#create(id, keep);
    this.#open.delete(name);
    this.#open.set(name, archive);
    for (const [oldest, other] of this.#open) {
      if (this.#open.size <= MAX_OPEN) break;
      this.#open.delete(oldest);
      void other.close();
    }
    return archive;
  }

  /** Lets go of a conversation's archive and deletes its file. Throws AppError `no-permission` or `internal`. */
  async forget(id: string): Promise<void> {
    for (const name of [`kept ${id}`, `temporary ${id}`]) {
      await this.#open.get(name)?.close();
      this.#open.delete(name);
    }
    if (this.#place === null) return;
    const { directory } = this.#place;
    await rm(archiveFile(directory, id), { force: true }).catch((error: unknown) => {
      throw fileError(error, 'What was kept of this conversation could not be deleted', directory);
    });
  }

  /** Fulfilled when everything that was to be written is. */
  async settled(): Promise<void> {
    await Promise.all([...this.#open.values()].map((archive) => archive.settled()));
  }

  #create(id: string, keep: boolean): BlockArchive {
    const { key, layers, kvHeads, headDim } = this.#model;
    const sizes = { layers, width: kvHeads * headDim, headDim };
    const place = keep ? this.#place : null;
    const places =
      place === null
        ? new MemoryBlockPlaces(sizes, MEMORY_BYTES)
        : new FileBlockPlaces(archiveFile(place.directory, id), key, sizes, place.maxBytes * SHARE);
    return new BlockArchive(places, sizes, (error) => {
      if (this.#told) return;
      this.#told = true;
      const doing = 'Older parts of this conversation cannot be kept for recall';
      this.#onTrouble(fileError(error, doing, place?.directory ?? ''));
    });
  }
}
