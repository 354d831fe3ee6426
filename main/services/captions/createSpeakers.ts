import { nextSpeaker, type HeardVoice } from '../../../app/captions/nextSpeaker.ts';

/** Who speaks in one recording, as far as voices can be told apart. */
export interface Speakers {
  /** The name of whose voice this is (see `nextSpeaker`); null when it cannot be told. */
  nameOf(vector: Float32Array, ms: number): string | null;
  /** The person named a speaker: what comes of that voice has the name from now on. */
  rename(from: string, to: string | null): void;
}

export function createSpeakers(): Speakers {
  let voices: readonly HeardVoice[] = [];
  const names: (string | null)[] = [];
  return {
    nameOf(vector, ms) {
      const next = nextSpeaker(voices, vector, ms);
      voices = next.voices;
      if (next.speaker === null) return null;
      for (let at = names.length; at < voices.length; at++) names.push(`Speaker ${at + 1}`);
      return names[next.speaker] ?? null;
    },
    rename(from, to) {
      for (const [at, name] of names.entries()) if (name === from) names[at] = to;
    },
  };
}
