import { z } from '../contract/zod.ts';
import { MAX_TURN_TEXT } from '../conversation/Turn.ts';
import { SpokenChunk } from './SpokenChunk.ts';

const Id = z.string().min(1).max(64);
const Run = z.number().int().nonnegative();

/** Who has the floor. `starting`: the processes are on their way, and what is said already waits for them. */
export const TalkPhase = z.enum(['starting', 'listening', 'thinking', 'speaking', 'ducking', 'halted']);
export type TalkPhase = z.infer<typeof TalkPhase>;

/** What a window hears of a conversation by voice, in order. */
export const TalkItem = z.discriminatedUnion('kind', [
  /** first, once: names the session for `feed`, `played` and the others */
  z.object({ kind: z.literal('opened'), sessionId: Id }),
  z.object({
    kind: z.literal('state'),
    phase: TalkPhase,
    /** what is understood of the person's turn so far: this much changes no more … */
    stable: z.string().max(20_000),
    /** … and this may; it follows `stable` as it stands, blank included */
    tentative: z.string().max(20_000),
    /** a sentence for the person, told once: hearing was interrupted, the answer could not be spoken, … */
    notice: z.string().max(1_000).nullable(),
  }),
  /** a message or an answer was added to the conversation; it comes by the chat's own `watch` once some of the answer is played, or nothing is to be */
  z.object({ kind: z.literal('turn'), turnId: Id }),
  /** what the person said and could not be given as a message (a notice says why): it is theirs to be sent in writing */
  z.object({ kind: z.literal('unsent'), text: z.string().max(MAX_TURN_TEXT) }),
  /** the next chunk of the answer, to be queued behind those of the same run; heard only once that run plays */
  SpokenChunk.extend({ kind: z.literal('sound'), run: Run }),
  /** `turnId`: the answer. What is queued of this run is played, and what is still to come of it as soon as it is there */
  z.object({ kind: z.literal('play'), run: Run, turnId: Id }),
  /** play more quietly, because somebody speaks; and normally again. A new run begins at normal loudness */
  z.object({ kind: z.enum(['duck', 'unduck']) }),
  /** stop at once and drop all that is queued, of whatever run; `played` tells then where that was */
  z.object({ kind: z.literal('silence') }),
]);
export type TalkItem = z.infer<typeof TalkItem>;
