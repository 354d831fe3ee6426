import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loudSkip } from '../../../support/loudSkip.ts';
import { inRoom } from '../../speech/inRoom.ts';
import { recordedClips } from '../../speech/recordedClips.ts';
import { script } from '../../speech/script.ts';
import type { Scene } from '../scenes/Scene.ts';
import { sayings } from '../scenes/sayings.ts';
import type { StageOptions } from '../window/createStage.ts';
import type { Voices } from './createVoices.ts';
import { noiseOf } from './noises.ts';
import type { Speaker } from './Speaker.ts';
import { trimmed } from './trimmed.ts';

/** The room adds no noise of its own to a sound: the microphone has some all the time. */
const NO_NOISE = 80;
const TELEVISION: readonly Speaker[] = [
  { kind: 'piper', speed: 1.1, pitch: 0.95 },
  { kind: 'espeak', voice: 'en-us', speed: 1.1, pitch: 0.8 },
];

/** What a scene sounds like, as its room makes it. */
export interface SceneSounds {
  readonly sounds: StageOptions['sounds'];
  readonly background: Float32Array | null;
}

/** @param recordings a folder as `recordedClips` reads it; what it does not hold is spoken by a voice, said on a loud line */
export function createSceneSounds(voices: Voices, recordings: string): (scene: Scene) => Promise<SceneSounds> {
  const isThere = existsSync(join(recordings, 'words.json'));
  if (!isThere) loudSkip('recordings of a person', `there is no ${join(recordings, 'words.json')}`);
  const recorded = isThere ? recordedClips(recordings) : [];

  const dry = async (scene: Scene, index: number): Promise<Float32Array> => {
    const { sound } = scene.cues[index]!;
    if ('noise' in sound) return noiseOf(sound.noise, scene.number + 1);
    const clip = 'recording' in sound ? recorded.find(({ name }) => name === sound.recording) : undefined;
    if (clip) return trimmed(Float32Array.from(clip.samples));
    return voices.say('text' in sound ? sound.text : sayings.questions[0], scene.speaker);
  };
  /** Two people on a screen at the other end of the room, one after the other. */
  const television = async (decibels: number): Promise<Float32Array> => {
    const parts: number[] = [];
    for (const [index, speaker] of TELEVISION.entries()) {
      for (const sentence of script.tuned[index]!.split(/(?<=[.?!])\s+/)) parts.push(...(await voices.say(sentence, speaker)));
    }
    const gain = 10 ** (decibels / 20);
    return Float32Array.from(inRoom(Float32Array.from(parts), { reverberation: 0.4, signalToNoise: NO_NOISE }, 1), (value) => value * gain);
  };
  return async (scene) => {
    const sounds: { samples: Int16Array; length: number }[] = [];
    for (const index of scene.cues.keys()) {
      const sound = await dry(scene, index);
      const tail = new Float32Array(sound.length + Math.round(scene.room.reverberation * 16_000));
      tail.set(sound);
      sounds.push({ samples: inRoom(tail, { ...scene.room, signalToNoise: NO_NOISE }, scene.number + 1), length: sound.length });
    }
    return { sounds, background: scene.television === null ? null : await television(scene.television) };
  };
}
