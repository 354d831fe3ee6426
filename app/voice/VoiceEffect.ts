/** What is to be done, in order. */
export type VoiceEffect =
  /** the model may read this much of what is being said ahead of time */
  | { readonly kind: 'prefill'; readonly text: string }
  /** an answer to this may be written, in case nothing more comes; it is not played */
  | { readonly kind: 'speculate'; readonly text: string }
  /** the answer that is being written is not wanted: throw it away without a trace */
  | { readonly kind: 'discard' }
  /** the turn has ended: this is the message. The answer that was begun on the same text goes on, else it begins now */
  | { readonly kind: 'commit'; readonly text: string }
  /** the person goes on: take the message back, with its answer, of which nothing was heard */
  | { readonly kind: 'retract' }
  /** the answer may be heard */
  | { readonly kind: 'play' }
  /** play it more quietly, and normally again */
  | { readonly kind: 'duck' | 'unduck' }
  /** stop playing at once; the answer is kept */
  | { readonly kind: 'silence' }
  /** play on, from the beginning of the sentence of which this place is part (`resumePlace`) */
  | { readonly kind: 'resume'; readonly heardTo: number }
  /** the answer ends here: stop writing it, keep what was heard, and tell the model that it was interrupted */
  | { readonly kind: 'interrupt' }
  /** the person goes away: the answer ends where it was heard, and nobody interrupted it */
  | { readonly kind: 'leave' }
  /** the answer was heard to its end */
  | { readonly kind: 'finished' };
