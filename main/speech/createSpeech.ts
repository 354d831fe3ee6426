import { AppError } from '../../app/contract/AppError.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import { MAX_LISTENED_SAMPLES, type speechService } from '../../app/contract/services/speech.ts';
import { chunkSpeech } from '../../app/voice/chunkSpeech.ts';
import { samplesOf } from '../hearing/samplesOf.ts';
import { checkActivityFile } from './activity/checkActivityFile.ts';
import { checkDetector } from './activity/checkDetector.ts';
import { createDetector } from './activity/createDetector.ts';
import { createListening, type Listening } from './activity/createListening.ts';
import { floatsOf } from './activity/floatsOf.ts';
import { loadSherpa } from './loadSherpa.ts';
import { checkPhonemes } from './synthesis/checkPhonemes.ts';
import { int16Of } from './synthesis/int16Of.ts';
import { openVoice, type OpenVoice } from './synthesis/openVoice.ts';
import { readVoice } from './synthesis/readVoice.ts';

/** Voice activity and synthesis, one model of each at a time. */
export function createSpeech(): Handlers<typeof speechService> {
  let listening: Listening | null = null;
  let voice: OpenVoice | null = null;
  /** the folder of phonemes that the native library has taken: the first, for good */
  let phonemes: string | null = null;
  /** the synthesiser says one text at a time */
  let saying: Promise<unknown> = Promise.resolve();

  /** Runs `say` when what was begun before it is said. */
  function inTurn<T>(say: () => Promise<T>): Promise<T> {
    const mine = saying.then(say);
    saying = mine.catch(() => undefined);
    return mine;
  }
  function listener(): Listening {
    if (listening) return listening;
    throw new AppError('no-model', 'No voice activity model is loaded yet; nothing was heard.');
  }

  return {
    async loadActivity({ file }) {
      await checkActivityFile(file);
      const sherpa = await loadSherpa();
      checkDetector(createDetector(sherpa, file, { silenceMs: 300, threshold: 0.5 }));
      listening = createListening(sherpa, file);
      return {};
    },
    listen({ soundId, ...options }) {
      listener().listen(soundId, options);
      return {};
    },
    hear({ soundId, at, samples }) {
      return listener().hear(soundId, at, floatsOf(samplesOf(samples, MAX_LISTENED_SAMPLES)));
    },
    leave({ soundId }) {
      listening?.leave(soundId);
      return {};
    },
    async loadVoice(wanted) {
      const sherpa = await loadSherpa();
      return inTurn(async () => {
        const found = await readVoice(wanted.directory);
        const folder = found.voice.pronunciation !== null ? await checkPhonemes(wanted.phonemes) : '';
        if (folder !== '' && phonemes !== null && phonemes !== folder) {
          throw new AppError('busy', 'This process speaks with other pronunciation data already; another voice with its own is another process.');
        }
        if (folder !== '') phonemes = folder;
        voice = await openVoice(sherpa, wanted, found, folder);
        const { name, sampleRate, speakers } = voice;
        return { name, sampleRate, speakers };
      });
    },
    residentBytes: () => ({ bytes: process.memoryUsage.rss() }),

    async *speak({ text, speaker, speed }, signal) {
      const speaking = voice;
      if (!speaking) throw new AppError('no-model', 'No voice is loaded yet; nothing was said.');
      if (speaker >= speaking.speakers) {
        throw new AppError('bad-request', `The voice ${speaking.name} has ${speaking.speakers} speakers and no number ${speaker}; choose another one.`);
      }
      for (const { from, to, spoken } of chunkSpeech(text, speaking.longest)) {
        const samples = await inTurn(async () => (signal.aborted ? null : speaking.say(spoken, speaker, speed)));
        if (signal.aborted) return;
        if (samples) yield { from, to, samples: int16Of(samples), sampleRate: speaking.sampleRate };
      }
    },
  };
}
