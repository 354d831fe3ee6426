/** A voice that was heard: the sum of what it was told by, each weighed by its length. */
export interface HeardVoice {
  readonly sum: Float32Array;
  /** how much of it was heard */
  readonly ms: number;
}

/** From here on two stretches are of the same voice (cosine), where speech is long enough to tell. */
const SAME = 0.5;
/** What is short is told by its likeness alone: it makes no voice of its own, and belongs to nobody below this. */
const LIKELY = 0.35;
/** So much speech makes a new voice. */
const NEW_MS = 1_500;
/** A table has no more seats. */
const MOST = 16;

/**
 * Who spoke, among the voices heard so far: online clustering of speaker embeddings by the cosine to the weighed mean of
 * each voice. What is less like all of them than `SAME` is a new voice, once there is enough of it.
 *
 * @param vector of length 1
 * @param ms length of the stretch
 * @returns the voices with this stretch among them, and the place of its own; null when it cannot be told
 */
export function nextSpeaker(voices: readonly HeardVoice[], vector: Float32Array, ms: number): { voices: readonly HeardVoice[]; speaker: number | null } {
  let [best, likeness] = [-1, -Infinity];
  for (const [at, voice] of voices.entries()) {
    const cosine = cosineOf(voice.sum, vector);
    if (cosine > likeness) [best, likeness] = [at, cosine];
  }
  if (likeness >= SAME) return { voices: voices.map((voice, at) => (at === best ? joined(voice, vector, ms) : voice)), speaker: best };
  if (ms >= NEW_MS && voices.length < MOST) return { voices: [...voices, joined({ sum: new Float32Array(vector.length), ms: 0 }, vector, ms)], speaker: voices.length };
  return { voices, speaker: likeness >= LIKELY ? best : null };
}

function joined({ sum, ms: before }: HeardVoice, vector: Float32Array, ms: number): HeardVoice {
  return { sum: sum.map((value, at) => value + (vector[at] ?? 0) * ms), ms: before + ms };
}

function cosineOf(sum: Float32Array, vector: Float32Array): number {
  let [dot, length] = [0, 0];
  for (const [at, value] of sum.entries()) {
    dot += value * (vector[at] ?? 0);
    length += value * value;
  }
  return length > 0 && sum.length === vector.length ? dot / Math.sqrt(length) : -Infinity;
}
