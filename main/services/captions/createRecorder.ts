import { setTimeout as sleep } from 'node:timers/promises';
import { clockTime } from '../../../app/captions/clockTime.ts';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { Recording } from '../../../app/captions/Recording.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CaptionsEvent } from '../../../app/contract/services/captions.ts';
import type { Finishing } from '../finishing/Finishing.ts';
import type { CaptionsContext } from './CaptionsContext.ts';
import type { Corrections } from './createCorrections.ts';
import type { Corrector } from './createCorrector.ts';
import type { LiveHearing } from './createLiveHearing.ts';
import { createLiveRecording } from './createLiveRecording.ts';
import { createSpeakers, type Speakers } from './createSpeakers.ts';
import { finishPhrase } from './finishPhrase.ts';
import { LIVE_LIMITS } from './liveLimits.ts';
import { lineWriter } from './lineWriter.ts';
import type { SoundFile } from './openSoundFile.ts';
import { RecentSound } from './RecentSound.ts';
import { SAMPLE_RATE, type SoundPiece } from './SoundPiece.ts';

/** Recordings that are written down at a time: a microphone, the system, and a file or two. */
const MAX_LIVE = 4;
/** Between two notes of how much was heard, in milliseconds of sound. */
const NOTED_EVERY_MS = 10_000;
/** What closing the program waits for last lines, in milliseconds. */
const CLOSE_MS = 3_000;

export type StartRequest = Pick<Recording, 'source' | 'title' | 'keptSound' | 'remembered'> & { readonly corrected: boolean };

interface Live {
  recording: Recording;
  readonly writing: LiveHearing;
  readonly speakers: Speakers;
  /** the corrected copy that is being made; null when none is wanted */
  readonly corrector: Corrector | null;
  file: SoundFile | null;
  /** index of the next sample */
  next: number;
  phrase: Phrase | null;
  notedMs: number;
  toldAt: number;
  /** pieces are taken one after the other */
  turn: Promise<unknown>;
  stopping: Promise<Recording> | null;
}

/** The recordings that are being written down. */
export interface Recorder {
  start(request: StartRequest): Promise<Recording>;
  /** Errors: `not-found` for a recording that is not live (any more), `bad-request` for what is no sound. */
  feed(recordingId: string, piece: SoundPiece): Promise<{ behindMs: number }>;
  /** Ends it; one that has ended is as it is. */
  stop(recordingId: string): Promise<Recording>;
  /** How it stands, when it is live. */
  live(recordingId: string): { readonly recording: Recording; readonly behindMs: number; readonly phrase: Phrase | null } | null;
  /** The person changed something of a live one. */
  changed(recording: Recording): void;
  /** The person named a speaker of a live one: what that voice says from now on has the name. */
  renamed(recordingId: string, from: string, to: string | null): void;
  close(): Promise<void>;
}

/**
 * @param tell what happens, by recording
 * @param listed the list of recordings changed
 */
export function createRecorder(
  context: CaptionsContext,
  corrections: Pick<Corrections, 'follow' | 'progress'>,
  tell: (recordingId: string, event: CaptionsEvent) => void,
  listed: () => void,
): Recorder {
  const { store, models, sounds, finishing } = context;
  const limits = { ...LIVE_LIMITS, ...context.limits };
  const all = new Map<string, Live>();

  const tellState = (live: Live, notice: string | null): void => {
    live.toldAt = Date.now();
    tell(live.recording.id, { kind: 'state', recording: live.recording, behindMs: live.writing.behindMs(), correcting: corrections.progress(live.recording.id), notice });
  };
  const note = async ({ recording }: Live): Promise<void> => {
    const { id: recordingId, durationMs, keptSound } = recording;
    await store.setHeard({ recordingId, durationMs, keptSound }).catch((error: unknown) => console.error('The length of a recording was not stored:', error));
  };
  const keep = async (live: Live, piece: SoundPiece): Promise<void> => {
    try {
      await live.file?.write(piece.at, piece.samples);
    } catch (error) {
      await live.file?.close();
      live.file = null;
      tellState(live, `${AppError.toValue(error).message} Captions go on, and the sound until here is kept.`);
    }
  };

  const begin = (recording: Recording, file: SoundFile | null, corrected: boolean): Live => {
    const { id } = recording;
    const writer = lineWriter(store, id, {
      onLine(line) {
        live.recording = { ...live.recording, lines: live.recording.lines + 1 };
        tell(id, { kind: 'line', line });
        corrector?.add(line);
        if (live.recording.remembered) context.said();
        listed();
      },
      onProblem: (sentence) => tellState(live, sentence),
    });
    const speakers = createSpeakers();
    const recent = new RecentSound();
    // Loaded while the first words are spoken.
    const load = async (wanted: Finishing): Promise<void> => {
      await Promise.allSettled([wanted.with('punctuation'), wanted.with('speakers')]);
      const problem = wanted.problem();
      if (problem !== null && all.get(id) === live) tellState(live, `Marks and speakers by the models you chose are left out: ${problem} Captions go on.`);
    };
    if (finishing) void load(finishing);
    const corrector = corrected ? corrections.follow(id, (fromMs, toMs) => recent.between(fromMs, toMs)) : null;
    const writing = createLiveRecording({
      recordingId: id,
      models,
      writer,
      onSound: (piece) => recent.add(piece),
      finish: async (phrase) =>
        finishing ? finishPhrase(phrase, { finishing, speakers, sound: (fromMs, toMs) => recent.between(fromMs, toMs) }) : { phrase, speaker: null },
      sound: (fromMs, toMs) => recent.between(fromMs, toMs),
      language: () => context.language?.() ?? null,
      ...(recording.source !== 'file' && { quietMs: limits.quietMs }),
      patient: recording.source === 'file',
      onPhrase(phrase) {
        live.phrase = phrase;
        tell(id, { kind: 'phrase', phrase });
      },
      onNotice: (sentence) => tellState(live, sentence),
      onGivenUp({ message }) {
        tellState(live, `${message} The recording ends here; its lines are safe.`);
        void stop(live).catch((failure: unknown) => console.error('A recording could not be ended:', failure));
      },
      limits,
    });
    const live: Live = { recording, writing, speakers, corrector, file, next: 0, phrase: null, notedMs: 0, toldAt: 0, turn: Promise.resolve(), stopping: null };
    all.set(id, live);
    return live;
  };

  const finish = async (live: Live): Promise<Recording> => {
    const { id: recordingId } = live.recording;
    try {
      await live.writing.end();
      // It goes on after the recording; what it needs of the sound it has.
      void live.corrector?.end();
      await live.turn;
      await note(live);
      live.recording = await store.endRecording({ recordingId });
      return live.recording;
    } finally {
      await live.file?.close();
      all.delete(recordingId);
      live.recording = { ...live.recording, live: false };
      tell(recordingId, { kind: 'phrase', phrase: null });
      tellState(live, null);
      listed();
    }
  };
  const stop = (live: Live): Promise<Recording> => (live.stopping ??= finish(live));

  /** What of a piece is new: a connection that was lost may bring it twice. Null when all of it was heard. */
  const fresh = (live: Live, { at, samples }: SoundPiece): SoundPiece | null => {
    const known = Math.max(0, live.next - at);
    if (known * 2 >= samples.length) return null;
    return { at: at + known, samples: samples.subarray(known * 2) };
  };
  const take = async (live: Live, piece: SoundPiece): Promise<void> => {
    const gapMs = ((piece.at - live.next) * 1_000) / SAMPLE_RATE;
    if (live.next > 0 && gapMs >= limits.gapMs) {
      const place = clockTime((live.next * 1_000) / SAMPLE_RATE).slice(0, 8);
      tellState(live, `${(gapMs / 1_000).toFixed(1)} s of sound are missing at ${place}.`);
    }
    live.next = piece.at + piece.samples.length / 2;
    const durationMs = (live.next * 1_000) / SAMPLE_RATE;
    live.recording = { ...live.recording, durationMs };
    await keep(live, piece);
    await live.writing.push(piece);
    if (durationMs - live.notedMs >= NOTED_EVERY_MS) {
      live.notedMs = durationMs;
      await note(live);
    }
    if (Date.now() - live.toldAt < limits.stateMs) return;
    tellState(live, null);
    listed();
  };

  return {
    async start(request) {
      if (all.size >= MAX_LIVE) {
        throw new AppError('busy', `${MAX_LIVE} recordings are being written down already. End one of them first.`);
      }
      const { corrected, ...wanted } = request;
      const recording = await store.addRecording(wanted);
      try {
        const live = begin(recording, request.keptSound ? await sounds.begin(recording.id) : null, corrected);
        listed();
        return live.recording;
      } catch (error) {
        await store.endRecording({ recordingId: recording.id });
        await store.removeRecording({ recordingId: recording.id });
        throw error;
      }
    },
    async feed(recordingId, piece) {
      const live = all.get(recordingId);
      if (!live || live.stopping) throw new AppError('not-found', 'This recording has ended. Start a new one to go on.');
      if (piece.samples.length % 2 !== 0 || piece.at > limits.samples) {
        throw new AppError('bad-request', 'This is no piece of a recording; nothing of it was heard.');
      }
      const mine = live.turn.then(() => {
        const rest = fresh(live, piece);
        return rest && take(live, rest);
      });
      live.turn = mine.catch(() => undefined);
      await mine;
      return { behindMs: live.writing.behindMs() };
    },
    async stop(recordingId) {
      const live = all.get(recordingId);
      return live ? stop(live) : store.recording({ recordingId });
    },
    live(recordingId) {
      const live = all.get(recordingId);
      return live ? { recording: live.recording, behindMs: live.writing.behindMs(), phrase: live.phrase } : null;
    },
    changed({ id, title, remembered, lines }) {
      const live = all.get(id);
      if (live) live.recording = { ...live.recording, title, remembered, lines };
    },
    renamed: (recordingId, from, to) => all.get(recordingId)?.speakers.rename(from, to),
    async close() {
      const ending = Promise.allSettled([...all.values()].map(stop));
      await Promise.race([ending, sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}
