import { isMemory } from '../../../app/memory/isMemory.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import { oldestRecent } from '../cache/oldestRecent.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { WantedPath } from '../conversation/WantedPath.ts';
import { archivedRow, type ArchivedRow } from './archivedRow.ts';
import type { BlockPlaces } from './BlockPlaces.ts';
import type { BlockHead } from './blockRecord.ts';
import { choosePlace, inTime } from './choosePlace.ts';
import { BLOCK_TOKENS, type BlockSizes, type KvBlock } from './KvBlock.ts';
import { makeBlock } from './makeBlock.ts';
import { scoreBlocks } from './scoreBlocks.ts';
import { TurnPath } from './TurnPath.ts';

/** Memory that what represents a conversation's blocks may take: beyond, blocks leave the archive. */
const REPRESENTATIVE_BYTES = 24 << 20;
/** Besides levels and scales: what is known of the block, as objects. */
const INFO_BYTES = 1_024;
/** The most blocks that an answer's evidence can name. */
const MAX_CHOSEN = 64;

/** A block that was chosen for a question. */
export interface ChosenBlock extends KvBlock {
  readonly score: number;
  readonly turnId: string | null;
}

/**
 * Keys and values of what left one conversation's live cache, in blocks of 32 tokens. In memory it holds by what they
 * are found; the rest is read when they are chosen. Reading and writing go on in the background, one after the other.
 */
export class BlockArchive {
  readonly #places: BlockPlaces;
  readonly #sizes: BlockSizes;
  readonly #capacity: number;
  readonly #onTrouble: (error: unknown) => void;
  readonly #entries = new Map<number, BlockHead & { uses: number }>();
  readonly #path = new TurnPath();
  /** tokens that left and do not fill a block yet */
  #rows: ArchivedRow[] = [];
  #work: Promise<void>;
  #isFollowed = false;
  #isClosed = false;

  /** @param onTrouble hears of what could not be written; nothing more is archived then */
  constructor(places: BlockPlaces, sizes: BlockSizes, onTrouble: (error: unknown) => void) {
    this.#places = places;
    this.#sizes = sizes;
    this.#onTrouble = onTrouble;
    const each = INFO_BYTES + BLOCK_TOKENS * (sizes.width + 4);
    this.#capacity = Math.min(places.capacity, Math.floor(REPRESENTATIVE_BYTES / each));
    this.#work = this.#load();
  }

  /** Blocks that can be found now. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Takes over slots that leave the cache and whose rows still stand in it: those of the stream, never the memory block
   * nor what is pinned.
   */
  take(cache: SlotCache, leaving: readonly Slot[]): void {
    if (this.#isClosed || this.#capacity <= 0) return;
    for (const slot of leaving) {
      const isOfStream = slot.region === 'kept' || slot.region === 'recent';
      if (isOfStream && !isMemory(slot)) this.#rows.push(archivedRow(cache, slot));
    }
    this.#rows = this.#rows.toSorted((a, b) => a.slot.turn - b.slot.turn || a.slot.position - b.slot.position);
    while (this.#rows.length >= BLOCK_TOKENS) {
      const rows = this.#rows.splice(0, BLOCK_TOKENS);
      this.#do(() => this.#add(makeBlock(rows, (turn) => this.#path.idOf(turn), this.#sizes)));
    }
  }

  /**
   * Gives up what is not of the path any more, or will be read once more. To be called for every answer, when the
   * conversation was brought up to date and nothing new was read.
   */
  async follow(conversation: LiveConversation, wanted: WantedPath): Promise<void> {
    await this.#work;
    const agreeing = this.#path.follow(conversation, wanted);
    const { cache, turns } = conversation;
    const oldest = turns[0]!.index;
    // Nothing left this cache yet: what it is about to read will leave it again. After a start it may be behind.
    const again = cache.evicted === 0 ? 0 : this.#isFollowed ? Infinity : oldestRecent(cache);
    this.#isFollowed = true;
    const isGone = (turn: number, position: number) => turn > agreeing || (turn >= oldest && position >= again);
    this.#rows = this.#rows.filter(({ slot }) => !isGone(slot.turn, slot.position));
    for (const [place, { info }] of this.#entries) {
      if (isGone(info.lastTurn, info.lastPosition)) this.#forget(place);
    }
  }

  /**
   * The blocks that fit a question best, in the order in which they were said.
   *
   * @param question keys of its tokens (`questionKeys`)
   * @param tokens the most the blocks may have together
   */
  async choose(question: readonly Float32Array[], tokens: number): Promise<ChosenBlock[]> {
    await this.#work;
    if (question.length === 0) return [];
    const entries = [...this.#entries].toSorted(([, a], [, b]) => inTime(a.info, b.info));
    const scores = scoreBlocks(entries.map(([, entry]) => entry), question, this.#sizes.headDim);
    const ranked = entries
      .map(([place, entry], i) => ({ place, entry, score: scores[i]! }))
      .toSorted((a, b) => b.score - a.score);
    const chosen: ChosenBlock[] = [];
    let left = tokens;
    for (const { place, entry, score } of ranked) {
      const { info, representative } = entry;
      if (left < BLOCK_TOKENS || chosen.length >= MAX_CHOSEN) break;
      const body = await this.#places.read(place, entry);
      if (body === null) {
        this.#entries.delete(place);
        continue;
      }
      entry.uses++;
      left -= info.tokens.length;
      const turnId = this.#path.idOf(info.firstTurn) ?? info.firstTurnId;
      chosen.push({ info, representative, ...body, score, turnId });
    }
    return chosen.toSorted((a, b) => inTime(a.info, b.info));
  }

  /** Takes nothing any more; fulfilled when what was begun is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#rows = [];
    await this.#work;
  }

  /** Fulfilled when everything that was to be written is. */
  settled(): Promise<void> {
    return this.#work;
  }

  async #load(): Promise<void> {
    for (const [place, head] of await this.#places.load()) {
      if (place >= this.#capacity) continue;
      this.#entries.set(place, { ...head, uses: 0 });
      const { firstTurn, firstTurnId, lastTurn, lastTurnId } = head.info;
      if (firstTurnId !== null) this.#path.note(firstTurn, firstTurnId);
      if (lastTurnId !== null) this.#path.note(lastTurn, lastTurnId);
    }
  }

  async #add(block: KvBlock): Promise<void> {
    const place = choosePlace(this.#entries, this.#capacity)!;
    this.#entries.delete(place);
    const head = await this.#places.write(place, block);
    this.#entries.set(place, { ...head, uses: 0 });
  }

  #forget(place: number): void {
    this.#entries.delete(place);
    this.#do(() => this.#places.erase(place));
  }

  #do(work: () => Promise<void>): void {
    const before = this.#work;
    const run = async () => {
      await before;
      try {
        if (!this.#isClosed) await work();
      } catch (error) {
        this.#isClosed = true;
        this.#rows = [];
        this.#onTrouble(error);
      }
    };
    this.#work = run();
  }
}
