import type { Speaker } from './espeakClips.ts';
import type { FliteSpeaker } from './fliteClips.ts';
import type { PiperSpeaker } from './piperClips.ts';

const dry = { reverberation: 0, signalToNoise: 40 };
const room = { reverberation: 0.3, signalToNoise: 30 };
const noise = { reverberation: 0.2, signalToNoise: 20 };

interface Speakers {
  readonly piper: readonly PiperSpeaker[];
  readonly flite: readonly FliteSpeaker[];
  readonly espeak: readonly Speaker[];
}

/** Voices, speeds, pitches, rooms and noise of the generated speech: what hearing was tuned on, and what it was not. */
export const speakers: Readonly<Record<'tuned' | 'held-out', Speakers>> = {
  tuned: {
    piper: [
      { name: 'piper', speed: 1, room: dry },
      { name: 'piper quick, in noise', speed: 1.15, room: noise },
    ],
    flite: [],
    espeak: [{ name: 'espeak, in a room', voice: 'en-us', speed: 150, pitch: 50, room }],
  },
  'held-out': {
    piper: [{ name: 'piper slow, in a room', speed: 0.9, room }],
    flite: [
      { name: 'flite, a woman', voice: 'slt', room: dry },
      { name: 'flite, a man in noise', voice: 'rms', room: noise },
    ],
    espeak: [{ name: 'espeak, British, in a room', voice: 'en-gb', speed: 165, pitch: 60, room }],
  },
};
