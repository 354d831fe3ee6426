import type { Decoder } from '../decoder/Decoder.ts';
import { createConversation } from './createConversation.ts';
import type { LiveConversation } from './LiveConversation.ts';

/**
 * How much all conversations may hold together, in budgets of one: the one that is being talked in, and about as much
 * again of those that were left, so that going back and forth between two costs nothing.
 */
export const CACHED_BUDGETS = 2;

interface Place {
  readonly conversation: LiveConversation;
  users: number;
  /** fulfilled when everybody who came before has left */
  free: Promise<void>;
}

/** The conversations whose caches are kept, within a fixed number of slots: the least recently used ones go. */
export class ConversationShelf {
  readonly #decoder: Decoder;
  readonly #budget: number;
  /** in the order of use, the most recent last */
  readonly #places = new Map<string, Place>();

  constructor(decoder: Decoder, budget: number) {
    this.#decoder = decoder;
    this.#budget = budget;
  }

  /** Runs `use` on a conversation, alone: who comes while another uses it waits. */
  async use<T>(id: string, use: (conversation: LiveConversation) => Promise<T>): Promise<T> {
    const place = this.#takePlace(id);
    // Who waited for one that was let go of meanwhile begins a new one: nothing is known of what the old one holds.
    const using = place.free.then(() => (this.#places.get(id) === place ? use(place.conversation) : this.use(id, use)));
    place.users++;
    place.free = using.then(
      () => void place.users--,
      () => void place.users--,
    );
    return using;
  }

  /** Lets go of a conversation's cache; one that is in use goes when its user has left. */
  forget(id: string): void {
    this.#places.delete(id);
  }

  /** A conversation as it stands, maybe in use. */
  peek(id: string): LiveConversation | null {
    return this.#places.get(id)?.conversation ?? null;
  }

  /** Conversations on the shelf, the most recent last. */
  ids(): string[] {
    return [...this.#places.keys()];
  }

  #takePlace(id: string): Place {
    const place = this.#places.get(id) ?? {
      conversation: createConversation(this.#decoder, this.#budget),
      users: 0,
      free: Promise.resolve(),
    };
    this.#places.delete(id);
    this.#dropOldest();
    this.#places.set(id, place);
    return place;
  }

  /** Makes room for one conversation of full size. */
  #dropOldest(): void {
    let held = [...this.#places.values()].reduce((sum, place) => sum + place.conversation.cache.buffers.capacity, 0);
    for (const [id, place] of this.#places) {
      if (held <= (CACHED_BUDGETS - 1) * this.#budget) return;
      if (place.users > 0) continue;
      held -= place.conversation.cache.buffers.capacity;
      this.#places.delete(id);
    }
  }
}
