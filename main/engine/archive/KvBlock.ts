import { z } from '../../../app/contract/zod.ts';

/** Tokens of a block: small enough that a block is about one thing, large enough that a sentence is in one or two. */
export const BLOCK_TOKENS = 32;

const index = z.number().int().min(-1);
const position = z.number().int().nonnegative();
const id = z.string().min(1).max(64).nullable();

/** What is known of a block beside its numbers. Ids are null where the host had not named the turn yet. */
export const BlockInfo = z.object({
  tokens: z.array(z.number().int().nonnegative()).min(1).max(BLOCK_TOKENS),
  /** index on the conversation's path of the turns that its first and its last token belong to */
  firstTurn: index,
  lastTurn: index,
  firstTurnId: id,
  lastTurnId: id,
  /** absolute positions of its first and last token in the stream; a stream that is built anew counts anew */
  firstPosition: position,
  lastPosition: position,
});
export type BlockInfo = z.infer<typeof BlockInfo>;

/** Numbers as int8 levels, each channel with a scale of its own. */
export interface ChannelLevels {
  /** `[layers, tokens, kvHeads * headDim]` */
  readonly levels: Int8Array;
  /** `[layers, kvHeads * headDim]`: what a level is worth */
  readonly scales: Float32Array;
}

/** The keys of a block's tokens in the one layer that is searched (`searchLayer`), by which the block is found. */
export interface Representative {
  /** `[tokens, kvHeads * headDim]`, unrotated */
  readonly levels: Int8Array;
  /** `[tokens]`: what a level is worth */
  readonly scales: Float32Array;
}

/** Keys (unrotated: as at position 0) and values of tokens that left the live cache. */
export interface KvBlock {
  readonly info: BlockInfo;
  readonly representative: Representative;
  readonly keys: ChannelLevels;
  readonly values: ChannelLevels;
}

/** Sizes that blocks of one model share. */
export interface BlockSizes {
  readonly layers: number;
  /** kvHeads * headDim */
  readonly width: number;
  readonly headDim: number;
}
