import { describe, expect, it } from 'vitest';
import { type HeardVoice, nextSpeaker } from './nextSpeaker.ts';

/** A direction near one of several, far apart from each other. */
function voice(person: number, noise: number, seed: number): Float32Array {
  const vector = Float32Array.from({ length: 32 }, (_, at) => (at % 8 === person ? 1 : 0) + noise * Math.sin(seed * 12.9898 + at * 78.233));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
function heard(stretches: readonly (readonly [person: number, ms: number, noise?: number])[]): (number | null)[] {
  let voices: readonly HeardVoice[] = [];
  return stretches.map(([person, ms, noise = 0.3], seed) => {
    const next = nextSpeaker(voices, voice(person, noise, seed), ms);
    voices = next.voices;
    return next.speaker;
  });
}

describe('nextSpeaker', () => {
  it('counts voices in the order they are heard and knows them again', () => {
    expect(heard([[2, 3_000], [5, 3_000], [2, 2_000], [0, 4_000], [5, 800], [2, 600]])).toEqual([0, 1, 0, 2, 1, 0]);
  });

  it('makes no voice of what is short, and tells it only when it is like one', () => {
    expect(heard([[1, 700], [1, 3_000], [4, 900], [1, 400]])).toEqual([null, 0, null, 0]);
  });

  it('drifts with a voice, and weighs what is long more', () => {
    let voices: readonly HeardVoice[] = [];
    for (let seed = 0; seed < 40; seed++) voices = nextSpeaker(voices, voice(seed % 2, 0.4, seed), 2_000).voices;
    expect(voices.map(({ ms }) => ms)).toEqual([40_000, 40_000]);
  });

  it('never has more voices than there are seats, and takes a vector of another model for nobody\'s', () => {
    let voices: readonly HeardVoice[] = [];
    for (let person = 0; person < 30; person++) {
      const vector = Float32Array.from({ length: 32 }, (_, at) => (at === person ? 1 : 0));
      voices = nextSpeaker(voices, vector, 2_000).voices;
    }
    expect(voices.length).toBe(16);
    expect(nextSpeaker(voices, new Float32Array(7).fill(1), 9_000).speaker).toBeNull();
    expect(nextSpeaker([], new Float32Array(4), 100)).toEqual({ voices: [], speaker: null });
  });
});
