import type { Policy, PolicyOptions } from '../../../app/memory/Policy.ts';
import type { Measure } from '../../../app/memory/retentionPolicies.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import type { KvBuffers } from '../decoder/KvBuffers.ts';

export interface SlotCacheOptions extends PolicyOptions {
  readonly policy: Policy;
  /** what the slots are scored by; null: by nothing */
  readonly measure: Measure | null;
  /** false leaves every key where it was made, however far the stream runs: only to compare with a dense run */
  readonly reanchor: boolean;
}

/** What a slot got of the attention of the tokens that could see it. */
export interface AttentionCount {
  /** summed over tokens, heads and layers */
  mass: number;
  /** tokens that could attend to it */
  seen: number;
}

/**
 * The live part of one token stream: which tokens the model can attend to, and the buffers that hold their keys and
 * values. Changed only by `appendTokens`, `truncateSlots`, `keepPinned`, and, for the memory block, `reserveMemory`,
 * `readMemory` and `dropUnread`.
 */
export interface SlotCache {
  readonly decoder: Decoder;
  readonly options: SlotCacheOptions;
  readonly buffers: KvBuffers;
  /** in the order in which the model sees them */
  slots: Slot[];
  /** tokens at the beginning of the stream that stay for good (sinks among them) */
  pinned: number;
  /** how many of the pinned tokens, the last ones, close the system prompt; hidden while a memory block goes on with it */
  closing: number;
  /** absolute position of the next token */
  next: number;
  /** tokens evicted so far */
  evicted: number;
  /** `[capacity]`, 1 where a slot lives that was read */
  visible: Uint8Array;
  /** the last logits and the position that they predict, kept where surprisal is measured */
  predicted: { readonly position: number; readonly logits: Float32Array } | null;
  /** attention that each slot got so far, where that is measured */
  readonly attention: WeakMap<Slot, AttentionCount>;
  /** hears of slots that the policy drops, while their rows still stand in the buffers; null: nobody wants to know */
  leaving: ((slots: readonly Slot[]) => void) | null;
  /** keys of re-anchored slots as they were first made, one array per layer: each rotation starts from these */
  readonly firstKeys: WeakMap<Slot, readonly Float32Array[]>;
}
