import { MAX_TURN_TEXT } from '../../conversation/Turn.ts';
import { PrepareStatus } from '../../models/PrepareStatus.ts';
import { SpokenChunk } from '../../voice/SpokenChunk.ts';
import { TalkItem } from '../../voice/TalkItem.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';
import { MAX_SOUND_TEXT } from './captions.ts';

const Nothing = z.object({});
const Id = z.string().min(1).max(64);
const Session = z.object({ sessionId: Id });

/** A voice that reads messages aloud, and conversations by voice. */
export const voiceService = defineService({
  name: 'voice',
  calls: {
    /** Fetches and imports what the voice needs. Returns at once; the status tells. */
    prepare: { params: Nothing, result: Nothing },
    /** Stops fetching; what was fetched is kept for the next time. */
    cancelPrepare: { params: Nothing, result: Nothing },
    /** The same for all that a conversation by voice needs: voice activity, recognition and a voice. */
    prepareTalk: { params: Nothing, result: Nothing },
    cancelPrepareTalk: { params: Nothing, result: Nothing },
    /**
     * The next piece of the microphone's sound in a session: 16 kHz, one channel, int16 little-endian, as base64; `at` is
     * the index of its first sample from the start of the session. A jump is a gap. Feed it all the time, while the answer
     * is played too; what comes while the microphone is muted, or with push to talk while the key is up, is not heard.
     * Fails with `not-found` when the session has ended.
     */
    feed: {
      params: Session.extend({ at: z.number().int().nonnegative(), samples: z.base64().max(MAX_SOUND_TEXT) }),
      /** how far hearing is behind, in milliseconds */
      result: z.object({ behindMs: z.number().nonnegative() }),
    },
    /**
     * The playback clock: how many seconds of a run were heard, by the audio clock less its output latency. A dozen times
     * a second while something is played, and at once when all that was sent of the run was heard (`ended`), again if more
     * of it came after that. It decides what of an answer is kept when the person interrupts it: after `silence` (or when the
     * window fell silent by itself, for the talk key) once more, exactly, with `stopped`.
     */
    played: {
      params: Session.extend({ run: z.number().int().nonnegative(), seconds: z.number().nonnegative(), ended: z.boolean(), stopped: z.boolean() }),
      result: Nothing,
    },
    /** The talk key or button goes down: what is said until it goes up is one turn, however long its pauses. */
    press: { params: Session, result: Nothing },
    /** … and up: the turn is complete. */
    release: { params: Session, result: Nothing },
    /** Stops listening, and listens again; the answer is spoken on. */
    mute: { params: Session.extend({ muted: z.boolean() }), result: Nothing },
    /** Ends the session that there is, in whatever window; none is no error. */
    endTalk: { params: Nothing, result: Nothing },
  },
  streams: {
    status: { params: Nothing, item: PrepareStatus },
    /** How it stands with what a conversation by voice needs. */
    talkStatus: { params: Nothing, item: PrepareStatus },
    /** Where somebody talks: every window shows that the microphone is open. */
    talking: { params: Nothing, item: z.object({ conversationId: Id.nullable() }) },
    /**
     * Reads a text in Markdown aloud, a chunk at a time: marks, code and addresses as a person would say them, or not
     * at all. Nothing is made ahead of what is asked for but one chunk. Fails with `no-model` when the voice has to be
     * fetched first, with `crashed` when its process ended in the midst of it.
     */
    readAloud: { params: z.object({ text: z.string().max(MAX_TURN_TEXT) }), item: SpokenChunk },
    /**
     * A session of talking in a conversation, until it is cancelled: then it is silent, and an answer that was being
     * heard is `stopped` and kept up to where it was heard. `opened` comes first, then a `state`. With `pushToTalk` only what is said
     * between `press` and `release` is heard; without it, both may be used as well.
     *
     * Fails with `no-model` when something has to be fetched first (`prepareTalk`), with `busy` while there is another
     * session in any window, with `not-found` for a conversation that is not there, and with what went wrong when the
     * processes of sound cannot be kept running; what was said until then is in the conversation.
     */
    talk: { params: z.object({ conversationId: Id, pushToTalk: z.boolean() }), item: TalkItem },
  },
});
