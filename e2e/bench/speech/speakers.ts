import type { Speaker } from './espeakClips.ts';
import type { PiperSpeaker } from './piperClips.ts';

const dry = { reverberation: 0, signalToNoise: 40 };
const room = { reverberation: 0.3, signalToNoise: 30 };
const noise = { reverberation: 0.2, signalToNoise: 20 };

/** Voices, speeds, pitches, rooms and noise of the generated speech. */
export const speakers: { readonly piper: readonly PiperSpeaker[]; readonly espeak: readonly Speaker[] } = {
  piper: [
    { name: 'piper', speed: 1, room: dry },
    { name: 'piper quick, in noise', speed: 1.15, room: noise },
  ],
  espeak: [{ name: 'espeak, in a room', voice: 'en-us', speed: 150, pitch: 50, room }],
};
