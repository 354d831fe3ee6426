/** Times in milliseconds, where nothing else is said. From the defaults of LiveKit Agents and pipecat, which agree within a factor of two. */
export const voiceLimits = {
  /** silence that ends a turn whose last sentence is closed */
  closedSilence: 800,
  /** silence that ends any turn */
  longestSilence: 3_000,
  /** an end-of-turn model that is this sure ends the turn at once */
  completeAbove: 0.5,
  /** answers begun before the turn has ended, in one turn */
  speculations: 3,
  /** speech that interrupts an answer, unless it is a word of command */
  interruption: 500,
  /** words of which recognition is less sure stop no answer (e to the -1: below it Whisper itself takes a transcript for failed) */
  confidence: 0.37,
  /** nor does a word alone: nothing in front of it makes it likely */
  aloneConfidence: 0.25,
  /** speech over an answer without any word yet, or whose words are doubted, that silences it; speech without any word for so long no longer keeps an answer from being played */
  wordless: 3_000,
  /** words that come this long after the speech they were in still count for it */
  lateWords: 2_000,
  /** an answer that was silenced over nothing goes on after this */
  falseAlarm: 2_000,
  /** until echo cancellation has settled, one word is not enough to interrupt */
  warmUp: 1_500,
  /** decibels by which speech over an answer is quieter than the person's last message, and not meant for it */
  distant: 15,
  /** words of an answer may come back from the loudspeaker until so long after it was heard */
  lateEcho: 4_000,
  /** who begins to speak so soon after an answer has ended may be its own echo */
  echoTail: 300,
  /** silence without any words after which speech is forgotten: a cough */
  forgotten: 3_000,
} as const;
