import { setImmediate as letMessagesIn } from 'node:timers/promises';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import { MAX_HEARD_SAMPLES, MAX_UTTERANCE_SAMPLES, type hearingService } from '../../../app/contract/services/hearing.ts';
import { BusySignal } from '../../hearing/BusySignal.ts';
import { samplesOf } from '../../hearing/samplesOf.ts';
import type { Recogniser } from './Recogniser.ts';
import { StreamedSound } from './StreamedSound.ts';

/** Sounds that are heard at once: a microphone, the system, and files. */
const MAX_SOUNDS = 8;

interface HeardSound {
  readonly sound: StreamedSound;
  readonly phrases: Mailbox<Phrase>;
  readonly finished: PromiseWithResolvers<void>;
  isRead: boolean;
}

/**
 * What a streaming recogniser makes of the hearing process's language: one model, and one loop that looks at a chunk of
 * each sound in turn. `open` loads the recogniser in a folder, and throws where that cannot be.
 */
export function createRecognition(open: (directory: string, threads: number) => Promise<Recogniser>): Handlers<typeof hearingService> {
  const sounds = new Map<string, HeardSound>();
  let loading: Promise<Recogniser> | null = null;
  let loaded: Recogniser | null = null;
  let isLooping = false;
  /** stretches that are written down in one go */
  let transcribing = 0;
  const signal = new BusySignal();

  const soundOf = (soundId: string): HeardSound => {
    const sound = sounds.get(soundId);
    if (!sound) throw new AppError('not-found', 'This sound is not being heard (any more); start it again.', { soundId });
    return sound;
  };
  const model = (): Recogniser => {
    if (loaded) return loaded;
    throw new AppError('no-model', 'No recognition model is loaded yet; nothing can be heard without one.');
  };

  /** A piece of work is done: the model runs no more, unless for another one. */
  const rest = (): void => {
    if (!isLooping && transcribing === 0) signal.tell(false);
  };

  /** A chunk of each sound; false when none has one. */
  async function step(): Promise<boolean> {
    let worked = false;
    for (const [soundId, { sound, phrases, finished }] of sounds) {
      if (sound.isReady) {
        // A chunk blocks this thread: what is told must be on its way before.
        signal.tell(true);
        await letMessagesIn();
      }
      const shown = sound.work();
      for (const phrase of shown ?? []) phrases.push(phrase);
      worked ||= shown !== null;
      if (!sound.isFinished) continue;
      sounds.delete(soundId);
      phrases.end();
      finished.resolve();
    }
    return worked;
  }
  async function loop(): Promise<void> {
    if (isLooping) return;
    isLooping = true;
    try {
      // A chunk blocks this thread: sound that came meanwhile is let in before the next one is chosen.
      do await letMessagesIn();
      while (await step());
    } catch (error) {
      for (const [soundId, { phrases, finished }] of sounds) {
        sounds.delete(soundId);
        phrases.fail(new AppError('internal', 'The recogniser could not go on. What was written down is safe; start again.', {}, { cause: error }));
        finished.resolve();
      }
    } finally {
      isLooping = false;
      rest();
    }
  }

  return {
    async load({ directory, threads }) {
      if (loading !== null) throw new AppError('busy', 'Hearing has a model already; another model is another process.');
      const started = performance.now();
      loading = open(directory, threads);
      try {
        loaded = await loading;
      } catch (error) {
        loading = null;
        throw error;
      }
      return { name: loaded.name, languages: [...loaded.languages], loadSeconds: (performance.now() - started) / 1_000 };
    },

    open({ soundId, language }) {
      const recogniser = model();
      if (sounds.has(soundId)) throw new AppError('bad-request', 'This sound is open already; this is a fault of the program.', { soundId });
      if (sounds.size >= MAX_SOUNDS) throw new AppError('busy', `${MAX_SOUNDS} sounds are being heard already; end one of them first.`);
      const known = language !== null && recogniser.languages.includes(language) ? language : null;
      // A state replaces an unread one of the same phrase, so nobody who is slow makes this grow with time.
      const phrases = new Mailbox<Phrase>((last, next) => (last.number === next.number ? next : undefined));
      sounds.set(soundId, { sound: new StreamedSound(recogniser, known), phrases, finished: Promise.withResolvers(), isRead: false });
      return {};
    },

    hear({ soundId, at, samples, speech }) {
      const { sound } = soundOf(soundId);
      sound.hear(at, samplesOf(samples, MAX_HEARD_SAMPLES), speech);
      void loop();
      return { behindMs: sound.behindMs };
    },

    async close({ soundId }) {
      const { sound, finished } = soundOf(soundId);
      sound.close();
      void loop();
      await finished.promise;
      return {};
    },

    async transcribe({ samples, language }) {
      const heard = samplesOf(samples, MAX_UTTERANCE_SAMPLES);
      const sound = new StreamedSound(model(), language);
      sound.hear(0, heard, [{ from: 0, to: heard.length }]);
      sound.close();
      const finals: Phrase[] = [];
      transcribing++;
      signal.tell(true);
      try {
        await letMessagesIn();
        for (let shown = sound.work(); shown !== null; shown = sound.work()) {
          finals.push(...shown.filter(({ final }) => final));
          await letMessagesIn();
        }
      } finally {
        transcribing--;
        rest();
      }
      return { words: finals.flatMap(({ committed }) => committed) };
    },

    residentBytes: () => ({ bytes: process.memoryUsage.rss() }),

    busy: () => signal.follow(),

    phrases({ soundId }) {
      const sound = soundOf(soundId);
      if (sound.isRead) throw new AppError('busy', 'The phrases of this sound are read already; this is a fault of the program.', { soundId });
      sound.isRead = true;
      return sound.phrases;
    },
  };
}
