import { AppError } from '../../../app/contract/AppError.ts';
import { MAX_FINISHED_SAMPLES, type finishingService } from '../../../app/contract/services/finishing.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import { samplesOf } from '../../hearing/samplesOf.ts';
import { floatsOf } from '../activity/floatsOf.ts';
import { loadSherpa } from '../loadSherpa.ts';
import { openOffline, type OfflineRecogniser } from './openOffline.ts';
import { openPunctuation, type Punctuation } from './openPunctuation.ts';
import { openSpeakers, type Speakers } from './openSpeakers.ts';

const missing = (what: string): AppError => new AppError('no-model', `No model that ${what} is loaded; the text stays as it was heard.`);

/** What is done to speech after it was spoken, with one model of each kind at most. */
export function createFinishing(): Handlers<typeof finishingService> {
  let isLoading = false;
  let punctuation: Punctuation | null = null;
  let speakers: Speakers | null = null;
  let offline: OfflineRecogniser | null = null;
  return {
    async load(wanted) {
      if (isLoading) throw new AppError('busy', 'This process has its models already; others are another process.');
      isLoading = true;
      const sherpa = await loadSherpa();
      if (wanted.punctuation !== null) punctuation = await openPunctuation(sherpa, wanted.punctuation);
      if (wanted.speakers !== null) speakers = await openSpeakers(sherpa, wanted.speakers);
      if (wanted.offline !== null) offline = await openOffline(sherpa, wanted.offline, wanted.threads);
      return {};
    },
    punctuate({ text }) {
      if (!punctuation) throw missing('sets marks');
      return { text: punctuation(text) };
    },
    voiceprint({ samples }) {
      if (!speakers) throw missing('tells voices apart');
      const vector = speakers(floatsOf(samplesOf(samples, MAX_FINISHED_SAMPLES)));
      return { vector: vector && new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength) };
    },
    async transcribe({ samples, language }) {
      if (!offline) throw missing('listens a second time');
      return { words: await offline(floatsOf(samplesOf(samples, MAX_FINISHED_SAMPLES)), language) };
    },
    residentBytes: () => ({ bytes: process.memoryUsage.rss() }),
  };
}
