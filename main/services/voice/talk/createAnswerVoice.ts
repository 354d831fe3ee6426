import { AppError } from '../../../../app/contract/AppError.ts';
import { heardUpTo } from '../../../../app/voice/heardUpTo.ts';
import { resumePlace } from '../../../../app/voice/resumePlace.ts';
import { takeSpeech } from '../../../../app/voice/takeSpeech.ts';
import type { MadeSpeech, SpeechMaker } from './createSpeechMaker.ts';

/** Chunks that are made ahead of the one that is heard. */
const AHEAD = 2;
/** Sound that a playback clock may miss, in seconds: it is shorter than any chunk. */
const UNCOUNTED = 0.1;
/** How long a window may take to tell where an answer fell silent, in milliseconds: one that is gone never does. */
const STOP_MS = 500;
/** What was said in the last seconds may come back as an echo: as long as recognition makes a phrase, with what it takes. So may what is said in the next one. */
const ECHO_BEFORE = 25;
const ECHO_AFTER = 1;

/** A chunk as it is sent. */
export interface VoicedChunk extends MadeSpeech {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** The playback clock of a run: seconds that were heard; all that was sent was; it was silenced, and nothing more of it is heard. */
export interface HeardReport {
  readonly seconds: number;
  readonly ended: boolean;
  readonly stopped: boolean;
}

export interface AnswerVoiceContext {
  readonly maker: SpeechMaker;
  /** The next chunk of a run. */
  onSound(run: number, chunk: VoicedChunk): void;
  /** The first sound is there, or it is known that there is none. */
  onReady(): void;
  /** All of it was heard. */
  onHeardAll(): void;
  /** It cannot be spoken (any more). */
  onFailed(error: AppError): void;
}

/**
 * An answer on its way from text to sound: cut as it is written, made a little ahead of what is heard, and kept until it
 * was heard. Places are UTF-16 units of its text.
 */
export interface AnswerVoice {
  readonly text: string;
  readonly isReady: boolean;
  /** it has ended, and there is nothing to be said in it */
  readonly isSilent: boolean;
  add(text: string): void;
  /** No more text comes. */
  end(): void;
  /** From now on its sound is sent: from the beginning, or from the sentence in which it was silenced. */
  play(run: number, from: number | null): void;
  /** The playback clock. Returns where it was heard to, and its words of these seconds; null for another run. */
  played(run: number, report: HeardReport): { readonly heardTo: number; readonly saying: string } | null;
  /** No more of it is sent, for now. */
  silence(): void;
  /** Where it was heard to, once the window has told where it fell silent, or did not do so in time. */
  whenStopped(): Promise<number>;
  /** Nothing more is made or sent. */
  close(): void;
}

export function createAnswerVoice(context: AnswerVoiceContext): AnswerVoice {
  const closing = new AbortController();
  let text = '';
  let ended = false;
  /** of the present run, or of none yet */
  let chunks: VoicedChunk[] = [];
  /** where the next chunk begins */
  let at = 0;
  let run: number | null = null;
  /** nothing of this run is sent any more */
  let isSilenced = false;
  /** called when the window has told where this run fell silent; null when it has */
  let stopped: PromiseWithResolvers<void> | null = null;
  let sent = 0;
  let seconds = 0;
  let heardTo = 0;
  let allMade = false;
  let isReady = false;
  let isHeard = false;
  /** the loudspeaker has nothing left of what was sent */
  let isQueueEmpty = false;
  /** the chunk that is being made is wanted no more when this has changed */
  let round = 0;
  let making = false;

  const begun = (): number => {
    let start = 0;
    const first = chunks.findIndex((chunk) => (start += chunk.seconds) > seconds);
    return first < 0 ? chunks.length : first + 1;
  };
  const limit = (): number => (run === null || isSilenced ? 1 : begun() + AHEAD);
  const send = (): void => {
    if (run === null || isSilenced || sent === chunks.length) return;
    isQueueEmpty = false;
    for (const chunk of chunks.slice(sent)) context.onSound(run, chunk);
    sent = chunks.length;
  };
  const ready = (): void => {
    if (isReady) return;
    isReady = true;
    context.onReady();
  };
  /** What was heard need not be kept, but for the sentence to which a silenced answer goes back. */
  const drop = (): void => {
    const place = resumePlace(text, heardTo);
    chunks = chunks.map((chunk) => (chunk.to <= place && chunk.samples.length > 0 ? { ...chunk, samples: new Uint8Array() } : chunk));
  };

  async function make(): Promise<void> {
    if (making) return;
    making = true;
    try {
      while (!closing.signal.aborted && !allMade && chunks.length < limit()) {
        const mine = round;
        const next = takeSpeech(text, at, { isFirst: chunks.length === 0, isFinal: ended });
        if (next === null) {
          if (!ended) return;
          allMade = true;
          ready();
          return;
        }
        const made = await context.maker.make(next.spoken, closing.signal);
        if (mine !== round || closing.signal.aborted) continue;
        at = next.to;
        const { from, to } = next;
        chunks.push({ ...made, from, to, seconds: made.samples.length / 2 / made.sampleRate });
        send();
        ready();
      }
    } catch (error) {
      if (!closing.signal.aborted) context.onFailed(AppError.fromValue(AppError.toValue(error)));
      closing.abort();
    } finally {
      making = false;
    }
  }
  const hearEnd = (): void => {
    if (isHeard || run === null || isSilenced || !allMade || sent < chunks.length) return;
    const total = chunks.reduce((sum, chunk) => sum + chunk.seconds, 0);
    // What says that nothing is left may have been on its way when the last chunk was sent.
    if (seconds < total - (isQueueEmpty ? UNCOUNTED : 0)) return;
    isHeard = true;
    context.onHeardAll();
  };
  /** Makes what may be made by now. */
  const go = (): void => {
    void make().then(hearEnd);
  };

  return {
    get text() {
      return text;
    },
    get isReady() {
      return isReady;
    },
    get isSilent() {
      return allMade && chunks.length === 0;
    },
    add(more) {
      text += more;
      go();
    },
    end() {
      ended = true;
      go();
    },
    play(next, from) {
      run = next;
      isSilenced = false;
      stopped = Promise.withResolvers();
      sent = 0;
      seconds = 0;
      isQueueEmpty = false;
      if (from !== null) {
        const place = resumePlace(text, from);
        heardTo = Math.max(heardTo, from);
        const first = chunks.findIndex((chunk) => chunk.from >= place && chunk.samples.length > 0);
        const isThere = first >= 0 && (chunks[first - 1]?.to ?? 0) <= place && text.slice(place, chunks[first]?.from).trim() === '';
        chunks = isThere ? chunks.slice(first) : [];
        if (!isThere) {
          at = place;
          allMade = false;
          round += 1;
        }
      }
      send();
      go();
    },
    played(of, report) {
      if (of !== run) return null;
      seconds = Math.max(seconds, report.seconds);
      isQueueEmpty = report.ended && sent === chunks.length;
      heardTo = Math.max(heardTo, heardUpTo(text, chunks, seconds));
      drop();
      const before = heardUpTo(text, chunks, Math.max(0, seconds - ECHO_BEFORE));
      const after = heardUpTo(text, chunks, seconds + ECHO_AFTER);
      const saying = text.slice(Math.max(before, chunks[0]?.from ?? 0), Math.max(heardTo, after));
      if (report.stopped) {
        stopped?.resolve();
        stopped = null;
      }
      queueMicrotask(go);
      return { heardTo, saying };
    },
    silence() {
      isSilenced = true;
    },
    async whenStopped() {
      const tooLate = Promise.withResolvers<void>();
      const timer = setTimeout(tooLate.resolve, STOP_MS);
      await Promise.race([stopped?.promise, tooLate.promise]);
      clearTimeout(timer);
      return heardTo;
    },
    close() {
      isSilenced = true;
      closing.abort();
    },
  };
}
