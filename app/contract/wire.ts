import { ErrorValue } from './AppError.ts';
import { z } from './zod.ts';

/** Longest name of a service or method. */
export const MAX_NAME = 64;
/** Most items a consumer may ask for in advance; what it can be made to hold unread. */
export const MAX_CREDITS = 4_096;
/** Most streams one channel may hold open at its serving end. A window needs about ten. */
export const MAX_OPEN_STREAMS = 256;
/** Most unanswered calls one channel may have at its serving end. */
export const MAX_RUNNING_CALLS = 1_024;
/** Longest text frame in UTF-16 units: the largest export (64 Mi units) with room for escapes. */
export const MAX_FRAME_UNITS = 96 * 1024 * 1024;
/** The same limit in bytes of UTF-8, for carriers that count bytes: three for each unit at worst. */
export const MAX_FRAME_BYTES = 3 * MAX_FRAME_UNITS;

const Id = z.number().int().nonnegative();
const Name = z.string().min(1).max(MAX_NAME);
const Credits = z.number().int().min(1).max(MAX_CREDITS);

/** From the consumer of a service. Ids are chosen by the consumer, and never used twice on a channel. */
export const Request = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), id: Id, service: Name, method: Name, params: z.unknown() }),
  z.object({ t: z.literal('open'), id: Id, service: Name, method: Name, params: z.unknown(), credits: Credits }),
  z.object({ t: z.literal('credit'), id: Id, credits: Credits }),
  z.object({ t: z.literal('cancel'), id: Id }),
]);
export type Request = z.infer<typeof Request>;

/** From the side that serves. `result` and `error` end a call; `end` and `error` end a stream. */
export const Answer = z.discriminatedUnion('t', [
  z.object({ t: z.literal('result'), id: Id, value: z.unknown() }),
  z.object({ t: z.literal('item'), id: Id, value: z.unknown() }),
  z.object({ t: z.literal('end'), id: Id }),
  z.object({ t: z.literal('error'), id: Id, error: ErrorValue }),
]);
export type Answer = z.infer<typeof Answer>;

/** Everything that travels on a channel. Both directions share it, so either end may serve, consume, or do both. */
export const WireMessage = z.discriminatedUnion('t', [...Request.options, ...Answer.options]);
export type WireMessage = z.infer<typeof WireMessage>;
