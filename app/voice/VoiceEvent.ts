/** What the voice conversation hears of, `at` milliseconds of one clock, in order. */
export type VoiceEvent =
  | { readonly kind: 'start' | 'stop'; readonly at: number }
  /** voice activity: somebody began to speak, at `from` */
  | { readonly kind: 'speech-start'; readonly at: number; readonly from: number }
  /** voice activity: they stopped, at `to`, which is a moment ago */
  | { readonly kind: 'speech-stop'; readonly at: number; readonly to: number }
  /** recognition: all words of a phrase by now, the first `stable` units of which change no more */
  | {
      readonly kind: 'words';
      readonly at: number;
      /** counted up; words of a phrase may come after the next one has begun */
      readonly phrase: number;
      readonly text: string;
      readonly stable: number;
      readonly final: boolean;
      /** how loud they are, in decibels of full scale; null when that is unknown */
      readonly loudness: number | null;
      /** how sure recognition is of them: the geometric mean of their probabilities; null when it tells none */
      readonly confidence: number | null;
    }
  /** an end-of-turn model has listened to what was said up to the last stop: 0 to 1 */
  | { readonly kind: 'turn-complete'; readonly at: number; readonly probability: number }
  /** the first sound of the answer can be played */
  | { readonly kind: 'answer-ready'; readonly at: number }
  /** there is no answer, or none goes on */
  | { readonly kind: 'answer-failed'; readonly at: number }
  /**
   * the playback clock: the answer was heard up to `heardTo` (a place in its text), and `saying` are its words of the
   * last seconds
   */
  | { readonly kind: 'playback'; readonly at: number; readonly heardTo: number; readonly saying: string }
  /** the answer was heard to its end */
  | { readonly kind: 'playback-end'; readonly at: number }
  /** the talk key or button; voice activity is not told while it is used instead */
  | { readonly kind: 'press' | 'release'; readonly at: number }
  /** nothing but time has passed; see `voiceTimer` */
  | { readonly kind: 'tick'; readonly at: number };
