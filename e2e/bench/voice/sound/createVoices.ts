import { launchSpeech } from '../../../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../../../main/supervise/forkSpawn.ts';
import { loudSkip } from '../../../support/loudSkip.ts';
import type { SpeechModelPaths } from '../../../model/speechModels.ts';
import { espeakSounds } from '../../speech/espeakSounds.ts';
import { resampled } from '../../speech/resampled.ts';
import type { Speaker } from './Speaker.ts';
import { trimmed } from './trimmed.ts';

/** espeak-ng's own speed, in words per minute, and its middle pitch. */
const ESPEAK_SPEED = 160;
const ESPEAK_PITCH = 50;

export interface Voices {
  /** What somebody says, at 16 kHz, dry, without silence around it. */
  say(text: string, speaker: Speaker): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * The people of the scenes: the starter set's voice, made deeper or higher, and espeak-ng. Where the latter is missing
 * its lines are spoken by the first one, which is said on a loud line.
 */
export async function createVoices({ voice, phonemes }: Pick<SpeechModelPaths, 'voice' | 'phonemes'>): Promise<Voices> {
  const launched = { spawn: forkSpawn, activity: null, voice: { directory: voice, phonemes, threads: 1 }, logFile: '/dev/null' };
  const { child, value } = await launchSpeech(launched, new AbortController().signal);
  let isEspeakThere = true;
  const said = new Map<string, Float32Array>();

  async function byPiper(text: string, speed: number, pitch: number): Promise<Float32Array> {
    const parts: number[] = [];
    // Played faster it is higher: so it is spoken the more slowly.
    for await (const { samples, sampleRate } of value.client.speak({ text, speed: speed / pitch })) {
      for (const sample of resampled(new Int16Array(samples.slice().buffer), sampleRate * pitch)) parts.push(sample);
    }
    return Float32Array.from(parts);
  }
  function byEspeak(text: string, { voice: name, speed, pitch }: Extract<Speaker, { kind: 'espeak' }>): Float32Array | null {
    if (!isEspeakThere) return null;
    try {
      const job = { text, voice: name, speed: Math.round(ESPEAK_SPEED * speed), pitch: Math.round(ESPEAK_PITCH * pitch) };
      return espeakSounds([job])[0]?.samples ?? null;
    } catch (error) {
      isEspeakThere = false;
      loudSkip('people who speak with espeak-ng', `python3 with libespeak-ng is needed: ${error instanceof Error ? error.message.split('\n')[0] : ''}`);
      return null;
    }
  }
  return {
    async say(text, speaker) {
      const key = JSON.stringify([text, speaker]);
      const known = said.get(key);
      if (known) return known;
      const robot = speaker.kind === 'espeak' ? byEspeak(text, speaker) : null;
      const sound = trimmed(robot ?? (await byPiper(text, speaker.speed, speaker.pitch)));
      said.set(key, sound);
      return sound;
    },
    close: () => closeChild(child),
  };
}
