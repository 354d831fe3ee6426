import { launchSpeech } from '../../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../../main/supervise/forkSpawn.ts';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { speechModels } from '../../model/speechModels.ts';
import type { Clip } from './Clip.ts';
import type { Room } from './inRoom.ts';
import { resampled } from './resampled.ts';
import { sentenceClips } from './sentenceClips.ts';

export interface PiperSpeaker {
  readonly name: string;
  /** 1: as the voice was trained */
  readonly speed: number;
  readonly room: Room;
}

/**
 * Texts spoken by the starter set's voice through the speech process; see `sentenceClips`. Null, said on one loud line,
 * when there is no voice.
 */
export async function piperClips(
  texts: readonly string[],
  { name, speed, room }: PiperSpeaker,
  whisper: Whisper,
  seed: number,
): Promise<Clip[] | null> {
  const models = await speechModels();
  if (!models) return null;
  const { voice, phonemes } = models;
  const launched = {
    spawn: forkSpawn,
    activity: null,
    voice: { directory: voice, phonemes, threads: 1 },
    logFile: '/dev/null',
  };
  const { child, value } = await launchSpeech(launched, new AbortController().signal);
  const say = async (sentence: string): Promise<Float32Array> => {
    const said: number[] = [];
    for await (const chunk of value.client.speak({ text: sentence, speed })) {
      const samples = resampled(new Int16Array(chunk.samples.slice().buffer), chunk.sampleRate);
      for (const sample of samples) said.push(sample);
    }
    return Float32Array.from(said);
  };
  try {
    return await sentenceClips(texts, { name, room, say }, whisper, seed);
  } finally {
    await closeChild(child);
  }
}
