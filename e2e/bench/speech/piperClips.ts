import { launchSpeech } from '../../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../../main/supervise/forkSpawn.ts';
import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { speechModels } from '../../model/speechModels.ts';
import type { Clip, SpokenWord } from './Clip.ts';
import { inRoom, type Room } from './inRoom.ts';
import { resampled } from './resampled.ts';
import { timesOfWords } from './timesOfWords.ts';

export interface PiperSpeaker {
  readonly name: string;
  /** 1: as the voice was trained */
  readonly speed: number;
  readonly room: Room;
}

/** Silence around a clip and between its sentences. */
const AROUND = 0.6 * SAMPLE_RATE;
const BETWEEN = 0.45 * SAMPLE_RATE;

/**
 * Texts spoken by the starter set's voice through the speech process, sentence by sentence, each in its room. It tells
 * no times of words: within a sentence they are those that the recognition model's attention gives for the true text;
 * where a sentence begins and ends is known. Null, said on one loud line, when there is no voice.
 */
export async function piperClips(
  texts: readonly string[],
  { name, speed, room }: PiperSpeaker,
  whisper: Whisper,
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
  try {
    const clips: Clip[] = [];
    for (const [index, text] of texts.entries()) {
      const parts: Float32Array[] = [new Float32Array(AROUND)];
      const words: SpokenWord[] = [];
      let length = AROUND;
      const add = (samples: Float32Array): void => {
        parts.push(samples);
        length += samples.length;
      };
      for (const sentence of text.split(/(?<=[.?!])\s+/)) {
        const said: Float32Array[] = [];
        for await (const chunk of value.client.speak({ text: sentence, speed })) {
          said.push(resampled(new Int16Array(chunk.samples.slice().buffer), chunk.sampleRate));
        }
        const samples = joined(said);
        const startMs = (length * 1_000) / SAMPLE_RATE;
        const times = await timesOfWords(whisper, samples, sentence);
        words.push(...times.map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs })));
        add(samples);
        add(new Float32Array(BETWEEN));
      }
      add(new Float32Array(AROUND - BETWEEN));
      clips.push({ name: `${name}-${index}`, group: name, samples: inRoom(joined(parts), room, index + 1), words });
    }
    return clips;
  } finally {
    await closeChild(child);
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
