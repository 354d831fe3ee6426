import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { readWhole } from '../snapshot/readWhole.ts';
import { writeWhole } from '../snapshot/writeWhole.ts';
import type { BlockPlaces } from './BlockPlaces.ts';
import { decodeBody, decodeHead, encodeBlock, recordBytes, type BlockHead } from './blockRecord.ts';
import type { BlockSizes, KvBlock } from './KvBlock.ts';

/** Ends with the format's version: a file of another version is begun anew. */
const MAGIC = 'HWBLOCK\u0002';
const IDENTITY_BYTES = 32;
const NONCE_BYTES = 8;
const HEADER_BYTES = MAGIC.length + IDENTITY_BYTES + NONCE_BYTES + 4;

/**
 * Places in a file: a header (magic, hash of the model's key and sizes, random bytes, checksum) and records of one size.
 * A record is written over in place, and its checksums tell when that was broken off. Nothing is forced to the disk.
 */
export class FileBlockPlaces implements BlockPlaces {
  readonly capacity: number;
  readonly #file: string;
  readonly #sizes: BlockSizes;
  readonly #bytes: ReturnType<typeof recordBytes>;
  readonly #identity: Uint8Array;
  #nonce: Uint8Array = randomBytes(NONCE_BYTES);

  /**
   * @param modelKey of the compiled model: other models' keys and values mean nothing to it
   * @param bytes the file may take
   */
  constructor(file: string, modelKey: string, sizes: BlockSizes, bytes: number) {
    this.#file = file;
    this.#sizes = sizes;
    this.#bytes = recordBytes(sizes);
    this.capacity = Math.max(0, Math.floor((bytes - HEADER_BYTES) / this.#bytes.record));
    this.#identity = createHash('sha256').update(JSON.stringify([modelKey, sizes.layers, sizes.width, sizes.headDim])).digest();
  }

  async load(): Promise<ReadonlyMap<number, BlockHead>> {
    const found = new Map<number, BlockHead>();
    await this.#use('r', async (handle) => {
      const header = await readWhole(handle, 0, HEADER_BYTES);
      const nonce = header.subarray(HEADER_BYTES - 4 - NONCE_BYTES, HEADER_BYTES - 4);
      if (!header.equals(this.#header(nonce))) return;
      this.#nonce = Uint8Array.from(nonce);
      const { size } = await handle.stat();
      const places = Math.min(this.capacity, Math.floor((size - HEADER_BYTES) / this.#bytes.record));
      for (let place = 0; place < places; place++) {
        const bytes = await readWhole(handle, this.#offset(place), this.#bytes.head);
        const head = decodeHead(bytes, this.#sizes, this.#seal(place));
        if (head !== null) found.set(place, head);
      }
    }).catch(() => undefined); // missing, cut short or unreadable: there is nothing more in it
    return found;
  }

  async write(place: number, block: KvBlock): Promise<BlockHead> {
    const seal = this.#seal(place);
    const record = encodeBlock(block, this.#sizes, seal);
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    const handle = await this.#openToWrite();
    try {
      await writeWhole(handle, record, this.#offset(place));
    } finally {
      await handle.close();
    }
    const { info, representative } = block;
    return { info, representative, bodyCrc: Buffer.from(record.buffer, record.byteOffset).readUInt32LE(4) };
  }

  async read(place: number, head: BlockHead): Promise<Pick<KvBlock, 'keys' | 'values'> | null> {
    try {
      return await this.#use('r', async (handle) => {
        const bytes = await readWhole(handle, this.#offset(place) + this.#bytes.head, this.#bytes.body);
        return decodeBody(bytes, head, this.#sizes, this.#seal(place));
      });
    } catch {
      return null;
    }
  }

  async erase(place: number): Promise<void> {
    await this.#use('r+', (handle) => writeWhole(handle, Buffer.alloc(this.#bytes.head), this.#offset(place))).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      },
    );
  }

  async #use<T>(flags: 'r' | 'r+', use: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await open(this.#file, flags);
    try {
      return await use(handle);
    } finally {
      await handle.close();
    }
  }

  /** Opens the file; one that is missing, or not ours, is begun anew. */
  async #openToWrite(): Promise<FileHandle> {
    const header = this.#header(this.#nonce);
    const handle = await open(this.#file, 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return open(this.#file, 'w+', 0o600);
    });
    try {
      const found = await readWhole(handle, 0, HEADER_BYTES).catch(() => null);
      if (found?.equals(header)) return handle;
      await handle.truncate(0);
      await writeWhole(handle, header, 0);
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  #offset(place: number): number {
    return HEADER_BYTES + place * this.#bytes.record;
  }

  #seal(place: number): number {
    return crc32(`${place}`, crc32(this.#nonce));
  }

  #header(nonce: Uint8Array): Buffer {
    const body = Buffer.concat([Buffer.from(MAGIC, 'latin1'), this.#identity, nonce]);
    const check = Buffer.alloc(4);
    check.writeUInt32LE(crc32(body));
    return Buffer.concat([body, check]);
  }
}
