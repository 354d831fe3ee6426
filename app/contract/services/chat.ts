import { QueuedMessage } from '../../conversation/QueuedMessage.ts';
import { MAX_TURN_TEXT, Turn } from '../../conversation/Turn.ts';
import { CacheUsage } from '../../memory/CacheUsage.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

const Id = z.string().min(1).max(64);
const Nothing = z.object({});
const Text = z.string().min(1).max(MAX_TURN_TEXT);

/** What the engine does for this conversation now. `reading` counts prompt tokens. */
export const Activity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  /** the model is not ready yet; the answer starts by itself when it is */
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('reading'), done: z.number().int(), total: z.number().int() }),
  z.object({ kind: z.literal('answering') }),
]);
export type Activity = z.infer<typeof Activity>;

/**
 * What happens in one open conversation. `opened` comes first and again whenever the active path changed (an edit, a
 * switched sibling): the window then fetches its pages anew. `text` carries the UTF-16 offset at which it begins, so a
 * window that has part of it already (a reload in mid-answer) never repeats or misses a character.
 */
export const ChatEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    activity: Activity,
    queue: z.array(QueuedMessage),
    usage: CacheUsage.nullable(),
    answering: Turn.nullable(),
  }),
  /** a turn was added at the end of the path, or ended */
  z.object({ kind: z.literal('turn'), turn: Turn }),
  z.object({ kind: z.literal('text'), turnId: Id, at: z.number().int().nonnegative(), text: z.string() }),
  z.object({ kind: z.literal('activity'), activity: Activity }),
  z.object({ kind: z.literal('queue'), queue: z.array(QueuedMessage) }),
  z.object({ kind: z.literal('usage'), usage: CacheUsage, tokensPerSecond: z.number().nonnegative().nullable() }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;

/** Talking to the model. Answers are written by the host, whether or not a window is looking. */
export const chatService = defineService({
  name: 'chat',
  calls: {
    /** Adds the message and answers it; while another answer is being written it is queued instead. */
    send: {
      params: z.object({ conversationId: Id, text: Text }),
      result: z.object({ queued: z.boolean() }),
    },
    stop: { params: z.object({ conversationId: Id }), result: Nothing },
    /** Goes on with an answer that was stopped, cut, or ended at the limit. */
    continue: { params: z.object({ turnId: Id }), result: Nothing },
    /** Answers the same message again, as a sibling. */
    regenerate: { params: z.object({ turnId: Id }), result: Nothing },
    /** Adds a changed copy as a sibling; a changed message of the person's is answered when `answer` is true. */
    edit: { params: z.object({ turnId: Id, text: Text, answer: z.boolean() }), result: Nothing },
    /** Shows another sibling and the newest path below it. */
    select: { params: z.object({ turnId: Id }), result: Nothing },
    editQueued: { params: z.object({ id: Id, text: Text }), result: Nothing },
    removeQueued: { params: z.object({ id: Id }), result: Nothing },
    /** Stops the answer being written and sends this one at once. */
    sendQueuedNow: { params: z.object({ conversationId: Id, id: Id }), result: Nothing },
  },
  streams: {
    watch: { params: z.object({ conversationId: Id }), item: ChatEvent },
  },
});
