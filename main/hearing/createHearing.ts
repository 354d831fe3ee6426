import { setImmediate as letMessagesIn } from 'node:timers/promises';
import { AppError } from '../../app/contract/AppError.ts';
import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import { MAX_HEARD_SAMPLES, MAX_UTTERANCE_SAMPLES, type hearingService } from '../../app/contract/services/hearing.ts';
import type { Phrase } from '../../app/captions/Phrase.ts';
import { physicalCores } from '../engine/physicalCores.ts';
import { BusySignal } from './BusySignal.ts';
import type { HeardWord } from './decode/HeardWord.ts';
import { chooseSound } from './live/chooseSound.ts';
import { hearWhole } from './live/hearWhole.ts';
import { LiveSound } from './live/LiveSound.ts';
import { samplesOf } from './samplesOf.ts';
import { openWhisper, type Whisper } from './whisper/openWhisper.ts';
import { transcribe } from './whisper/transcribe.ts';

/** Sounds that are heard at once: a microphone, the system, and files. */
const MAX_SOUNDS = 8;
/** With so much speech the language that the model finds is the right one, and stays: 3 s. */
const LANGUAGE_KNOWN = 48_000;

interface HeardSound {
  readonly live: LiveSound;
  readonly phrases: Mailbox<Phrase>;
  /** as it was chosen, or found out from enough sound; null: still to be found out */
  language: string | null;
  readonly finished: PromiseWithResolvers<void>;
  isRead: boolean;
}

/** The hearing process: one recognition model, and one loop that runs it for all sounds in turn. */
export function createHearing(): Handlers<typeof hearingService> {
  const sounds = new Map<string, HeardSound>();
  /** stretches that are to be written down in one go */
  const waiting: (() => Promise<void>)[] = [];
  let loading: Promise<Whisper> | null = null;
  let isLooping = false;
  const signal = new BusySignal();

  const soundOf = (soundId: string): HeardSound => {
    const sound = sounds.get(soundId);
    if (!sound)
      throw new AppError('not-found', 'This sound is not being heard (any more); start it again.', { soundId });
    return sound;
  };

  function finish(soundId: string, sound: HeardSound): void {
    sounds.delete(soundId);
    sound.phrases.end();
    sound.finished.resolve();
  }

  /** Runs the model, and tells before and after: a pass blocks this thread, so what is told must be on its way. */
  async function atWork<T>(run: () => Promise<T>): Promise<T> {
    signal.tell(true);
    await letMessagesIn();
    return run();
  }

  /** What one sound wants most, done; false when none wants anything. */
  async function step(whisper: Whisper): Promise<boolean> {
    for (const [soundId, sound] of sounds) {
      for (const phrase of sound.live.settle()) sound.phrases.push(phrase);
      if (sound.live.isFinished) finish(soundId, sound);
    }
    const once = waiting.shift();
    if (once) {
      await atWork(once);
      return true;
    }
    const chosen = chooseSound([...sounds.values()].map((sound) => ({ sound, request: sound.live.next() })));
    if (!chosen) return false;
    const { sound, request } = chosen;
    const started = performance.now();
    const isOvertaken = async (): Promise<boolean> => {
      await letMessagesIn();
      return sound.live.isOvertaken(request);
    };
    const options = { ...request, language: sound.language, isOvertaken };
    const pass = await atWork(() => transcribe(whisper, request.samples, options));
    if (request.samples.length >= LANGUAGE_KNOWN) sound.language ??= pass.language;
    for (const phrase of sound.live.take(request, pass, (performance.now() - started) / 1_000))
      sound.phrases.push(phrase);
    return true;
  }

  async function loop(): Promise<void> {
    if (isLooping || !loading) return;
    isLooping = true;
    try {
      const whisper = await loading;
      // A pass blocks this thread: sound that came meanwhile is let in before the next one is chosen.
      do await letMessagesIn();
      while (await step(whisper));
    } catch (error) {
      for (const [soundId, sound] of sounds) {
        sounds.delete(soundId);
        sound.phrases.fail(hearingFailed(error));
        sound.finished.resolve();
      }
    } finally {
      isLooping = false;
      signal.tell(false);
    }
  }

  return {
    async load({ directory, threads }) {
      if (loading !== null)
        throw new AppError('busy', 'Hearing has a model already; another model is another process.');
      const started = performance.now();
      const attempt = (loading = openWhisper(directory, { threads: threads === 0 ? physicalCores() : threads }));
      try {
        const { model } = await attempt;
        const languages = model.tokens.transcribe === null ? ['en'] : Object.keys(model.tokens.languages);
        return { name: model.name, languages, loadSeconds: (performance.now() - started) / 1_000 };
      } catch (error) {
        loading = null;
        throw error;
      }
    },

    open({ soundId, language }) {
      if (!loading)
        throw new AppError('no-model', 'No recognition model is loaded yet; nothing can be heard without one.');
      if (sounds.has(soundId))
        throw new AppError('bad-request', 'This sound is open already; this is a fault of the program.', { soundId });
      if (sounds.size >= MAX_SOUNDS) {
        throw new AppError('busy', `${MAX_SOUNDS} sounds are being heard already; end one of them first.`);
      }
      // A state replaces an unread one of the same phrase, so nobody who is slow makes this grow with time.
      const phrases = new Mailbox<Phrase>((last, next) => (last.number === next.number ? next : undefined));
      sounds.set(soundId, { live: new LiveSound(), phrases, language, finished: Promise.withResolvers(), isRead: false });
      return {};
    },

    hear({ soundId, at, samples, speech }) {
      const { live } = soundOf(soundId);
      live.hear(at, samplesOf(samples, MAX_HEARD_SAMPLES), speech);
      void loop();
      return { behindMs: live.behindMs };
    },

    async close({ soundId }) {
      const sound = soundOf(soundId);
      sound.live.close();
      void loop();
      await sound.finished.promise;
      return {};
    },

    async transcribe({ samples, language }) {
      if (!loading) throw new AppError('no-model', 'No recognition model is loaded yet; nothing can be written down.');
      const heard = samplesOf(samples, MAX_UTTERANCE_SAMPLES);
      const whisper = await loading;
      const floats = Float32Array.from(heard, (sample) => sample / 32_768);
      const { promise, resolve, reject } = Promise.withResolvers<HeardWord[]>();
      const look = (some: Float32Array, fromMs: number) =>
        transcribe(whisper, some, { context: [], draft: [], favours: [], previous: [], fromMs, language });
      waiting.push(() => hearWhole(floats, look).then(resolve, reject));
      void loop();
      const words = await promise;
      return { words: words.map(({ text, startMs, endMs, probability }) => ({ text, startMs, endMs, probability })) };
    },

    residentBytes: () => ({ bytes: process.memoryUsage.rss() }),

    busy: () => signal.follow(),

    phrases({ soundId }) {
      const sound = soundOf(soundId);
      if (sound.isRead)
        throw new AppError('busy', 'The phrases of this sound are read already; this is a fault of the program.', {
          soundId,
        });
      sound.isRead = true;
      return sound.phrases;
    },
  };
}

function hearingFailed(error: unknown): AppError {
  if (error instanceof AppError && error.code !== 'internal') return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message =
    'The recognition model could not go on. What was written down is safe; start again, or import the model anew.';
  return new AppError('internal', message, { reason: reason.slice(0, 1_000) }, { cause: error });
}
