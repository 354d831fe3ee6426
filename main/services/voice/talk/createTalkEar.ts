import type { Phrase } from '../../../../app/captions/Phrase.ts';
import type { AppError } from '../../../../app/contract/AppError.ts';
import type { VoiceEvent } from '../../../../app/voice/VoiceEvent.ts';
import { createLiveHearing } from '../../captions/createLiveHearing.ts';
import type { HeardStretch } from '../../captions/hearSound.ts';
import { SAMPLE_RATE, type SoundPiece } from '../../captions/SoundPiece.ts';
import { confidenceOf } from './confidenceOf.ts';
import { createLoudness } from './createLoudness.ts';
import { createNearSpeech, type Floor } from './createNearSpeech.ts';
import { createRecentSound } from './createRecentSound.ts';
import type { TalkModels } from './TalkModels.ts';

/** Silence that ends speech, in milliseconds: a turn that is over is noticed this much later. */
const SILENCE_MS = 200;
/**
 * Silence that is given to hearing where the microphone is not listened to any more, in samples: its phrase ends at once.
 * Voice activity wants 0.2 s of it and tells an end some 0.15 s late, and after that hearing waits for 0.45 s.
 */
const HUSH = 0.9 * SAMPLE_RATE;
/** Who ends the conversation does not wait for the words they are just saying, in milliseconds. */
const END_MS = 200;
/** A turn is judged by its end, in samples. */
const JUDGED = 8 * SAMPLE_RATE;

export interface TalkEarContext {
  readonly models: Pick<TalkModels, 'whenReady' | 'turnComplete' | 'language'>;
  /** voice activity says nothing of who has the floor: the talk key does */
  readonly pushToTalk: boolean;
  readonly floor: () => Floor;
  readonly onEvent: (event: VoiceEvent) => void;
  /** Where a phrase lies on the clock of the session's sound, in milliseconds. */
  readonly onPhrase: (number: number, startMs: number, endMs: number) => void;
  readonly onHearing: () => void;
  readonly onNotice: (sentence: string) => void;
  readonly onGivenUp: (error: AppError) => void;
}

/** The microphone of a session, as events of the conversation. */
export interface TalkEar {
  /** The next piece; what was heard already is left out. */
  hear(piece: SoundPiece): void;
  /** Whether the microphone is listened to; when it is not any more, what is being said ends there. */
  listen(isListening: boolean): void;
  behindMs(): number;
  close(): Promise<void>;
}

const msOf = (samples: number): number => (samples * 1_000) / SAMPLE_RATE;
const samplesOf = (ms: number): number => (ms * SAMPLE_RATE) / 1_000;
const textOf = (words: Phrase['committed']): string => words.map(({ text }) => text).join('');

export function createTalkEar(context: TalkEarContext): TalkEar {
  const { models, pushToTalk } = context;
  const recent = models.turnComplete ? createRecentSound(JUDGED) : null;
  /** on hearing's clock, which is the session's and the silence that was put in */
  let next = 0;
  const loudness = createLoudness();
  let near = createNearSpeech(loudness);
  /** where a silence was put in, `HUSH` each time */
  const silences: number[] = [];
  let isListening = !pushToTalk;
  /** what must be added to the time of a sample to have that of the events */
  let offset = 0;
  let isSpeech = false;
  let open: Phrase | null = null;
  /** pauses until now: a judgement that comes when there was another one says nothing any more */
  let pauses = 0;

  /** A time of hearing's clock on that of the session's sound. */
  const sessionMs = (ms: number): number => ms - msOf(silences.reduce((sum, at) => sum + Math.min(HUSH, Math.max(0, samplesOf(ms) - at)), 0));
  const judge = async (): Promise<void> => {
    const mine = ++pauses;
    if (!recent || !models.turnComplete) return;
    const probability = await models.turnComplete(recent.take());
    if (mine !== pauses) return;
    context.onEvent({ kind: 'turn-complete', at: performance.now(), probability });
  };
  const onSpeech = (stretches: readonly HeardStretch[]): void => {
    if (pushToTalk) return;
    for (const { from, to } of stretches) {
      const at = performance.now();
      if (!isSpeech) context.onEvent({ kind: 'speech-start', at, from: Math.min(at, offset + msOf(from)) });
      isSpeech = to === null;
      if (to === null) continue;
      context.onEvent({ kind: 'speech-stop', at, to: Math.min(at, offset + msOf(to)) });
      // Without its judgement silence decides.
      judge().catch(() => undefined);
    }
  };
  const loudnessOf = (words: Phrase['committed']): number | null => {
    const [first, last] = [words[0], words.at(-1)];
    return first && last ? loudness.between(samplesOf(first.startMs), samplesOf(last.endMs)) : null;
  };
  const say = ({ number, committed, tentative, final }: Phrase): void => {
    const words = [...committed, ...tentative];
    const text = textOf(words).trimStart();
    const stable = Math.min(text.length, textOf(committed).trimStart().length);
    context.onEvent({ kind: 'words', at: performance.now(), phrase: number, text, stable, final, loudness: loudnessOf(words), confidence: confidenceOf(words) });
  };
  const hearing = createLiveHearing({
    models,
    patient: false,
    language: () => models.language?.() ?? null,
    limits: { endMs: END_MS },
    listening: {
      silenceMs: SILENCE_MS,
      onSpeech,
      // Who holds the talk key may speak as softly as they like.
      ...(!pushToTalk && { chooseSpeech: (end, stretches) => near.hear(end, stretches, context.floor()) }),
    },
    async onPhrase(phrase) {
      open = phrase.final ? null : phrase;
      const words = [...phrase.committed, ...phrase.tentative];
      const [first, last] = [words[0], words.at(-1)];
      if (first && last) context.onPhrase(phrase.number, sessionMs(first.startMs), sessionMs(last.endMs));
      say(phrase);
    },
    onLost() {
      // What is known of the phrase is all that will be known.
      if (open) say({ ...open, final: true });
      open = null;
      if (isSpeech) context.onEvent({ kind: 'speech-stop', at: performance.now(), to: performance.now() });
      isSpeech = false;
      near = createNearSpeech(loudness);
      context.onNotice('Listening was interrupted and goes on. If something is missing of what you said, say it again.');
    },
    onHearing: context.onHearing,
    onNotice: context.onNotice,
    onGivenUp: context.onGivenUp,
  });

  const push = (piece: SoundPiece): void => {
    next = piece.at + piece.samples.length / 2;
    recent?.push(piece.samples);
    loudness.push(piece.at, piece.samples);
    void hearing.push(piece);
  };
  return {
    hear({ at: place, samples }) {
      const at = place + HUSH * silences.length;
      const known = Math.max(0, next - at);
      if (known * 2 >= samples.length) return;
      offset = performance.now() - msOf(at + samples.length / 2);
      if (isListening) push({ at: at + known, samples: samples.subarray(known * 2) });
    },
    listen(wanted) {
      if (isListening && !wanted && next > 0) {
        // Who speaks again before it would have been over is heard behind it.
        silences.push(next);
        push({ at: next, samples: new Uint8Array(2 * HUSH) });
      }
      isListening = wanted;
    },
    behindMs: () => hearing.behindMs(),
    close: () => hearing.end(),
  };
}
