import { Evidence } from '../../memory/Evidence.ts';
import { Fact, MAX_FACT_SUBJECT, MAX_FACT_VALUE } from '../../memory/Fact.ts';
import { LensToken } from '../../memory/LensToken.ts';
import { Quotation } from '../../memory/Quotation.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Longest text to try the memory with, in UTF-16 units: every word of it is compared with every fact. */
export const MAX_TRIED_TEXT = 1_000;

const Id = z.string().min(1).max(64);
const Nothing = z.object({});
const count = z.number().int().nonnegative();
const Subject = z.string().trim().min(1).max(MAX_FACT_SUBJECT);
const Value = z.string().trim().min(1).max(MAX_FACT_VALUE);

/** What is remembered of one conversation, for the Memory drawer. */
export const MemoryState = z.object({
  /** current entries and, behind each, nothing of its history; newest first */
  facts: z.array(Fact),
  /** messages that the person pinned, oldest first */
  pinned: z.array(Quotation),
  /** passages of this conversation that recall can find by meaning, of how many there are */
  indexed: z.object({ done: count, total: count }),
  /** finding by meaning needs the embedding model: `absent` finds by words alone, and `note` says why */
  embedding: z.object({ phase: z.enum(['absent', 'downloading', 'importing', 'ready', 'failed']), progress: z.number().nullable(), note: z.string().max(1_000).nullable() }),
  /** bytes on disk of saved caches and archived blocks of this conversation */
  diskBytes: count,
  /** something about memory went wrong and the chat went on without it (a full disk); told once, null when all is well */
  problem: z.string().max(1_000).nullable(),
});
export type MemoryState = z.infer<typeof MemoryState>;

/** What is remembered, and the person's say over it. */
export const memoryService = defineService({
  name: 'memory',
  calls: {
    /** What the model saw when it wrote this answer; null when that was not recorded. */
    evidence: { params: z.object({ turnId: Id }), result: z.object({ evidence: Evidence.nullable() }) },
    /** Keeps a message before the model's eyes, or no longer. `too-large` when many messages are pinned already. */
    pinTurn: { params: z.object({ turnId: Id, pinned: z.boolean() }), result: Nothing },
    /**
     * Takes the words of a message away from everything: row, index, vectors, facts said in it, archive, saved caches,
     * the live cache. Its place in the conversation stays, empty. There is no undo.
     */
    forgetTurn: { params: z.object({ turnId: Id }), result: Nothing },
    addFact: {
      params: z.object({ conversationId: Id, subject: Subject, value: Value, turnId: Id.nullable(), everywhere: z.boolean() }),
      result: Fact,
    },
    /** A new entry that supersedes this one. */
    correctFact: { params: z.object({ id: Id, subject: Subject, value: Value }), result: Fact },
    setFact: { params: z.object({ id: Id, pinned: z.boolean(), everywhere: z.boolean() }), result: Fact },
    /** Erases an entry and its history. */
    forgetFact: { params: z.object({ id: Id }), result: Nothing },
    /** The entries that this one superseded, newest first. */
    factHistory: { params: z.object({ id: Id }), result: z.object({ facts: z.array(Fact) }) },
    /** What recall would bring back for this text: a person tries the memory. */
    tryRecall: {
      params: z.object({ conversationId: Id, text: z.string().min(1).max(MAX_TRIED_TEXT) }),
      result: z.object({ quotations: z.array(Quotation), facts: z.array(Fact) }),
    },
  },
  streams: {
    /** The present state first, then again after every change (coalesced). */
    watch: { params: z.object({ conversationId: Id }), item: MemoryState },
    /** The tokens in the live cache, again after every few steps while an answer is written (the newest state wins). */
    lens: { params: z.object({ conversationId: Id }), item: z.object({ tokens: z.array(LensToken) }) },
  },
});
