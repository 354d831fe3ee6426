import { launchSpeech } from '../../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../../main/supervise/forkSpawn.ts';
import { speechModels } from '../../model/speechModels.ts';
import { seededRandom } from '../../../app/testing/seededRandom.test-helper.ts';
import { resampled } from './resampled.ts';
import { script } from './script.ts';

export const RATE = 16_000;
const MINUTE = 60 * RATE;
const EVERY = 5 * MINUTE;
/** A sentence of the script every so often; the rest is the noise of a quiet room. */
const FILLER_EVERY = 10 * RATE;
const MAX_FILLERS = 40;
/** Nothing is said so long before a planted phrase, so that it begins a line of its own. */
const BEFORE = 4 * RATE;
const QUIET = 0.02;
const NOISE = 12;

/** Phrases, and the word by which each is known again. */
const PLANTED = [
  ['Twelve ships are waiting at the lighthouse.', 'lighthouse'],
  ['The elephant is walking through the market.', 'elephant'],
  ['My grandmother plays the violin every morning.', 'violin'],
  ['The airport was closed because of the storm.', 'airport'],
  ['A yellow umbrella is standing beside the door.', 'umbrella'],
  ['The hospital has ordered a hundred new beds.', 'hospital'],
  ['Our teacher has a telescope on the roof.', 'telescope'],
  ['They found a chocolate cake in the kitchen.', 'chocolate'],
  ['The president will visit the factory today.', 'president'],
  ['Her computer was repaired within an hour.', 'computer'],
  ['The guitar is hanging on the wall again.', 'guitar'],
  ['We crossed the desert with seven camels.', 'desert'],
] as const;

export interface PlantedPhrase {
  readonly text: string;
  readonly key: string;
  /** when its first loud sample comes */
  readonly startMs: number;
}

export interface HourOfSound {
  readonly length: number;
  readonly planted: readonly PlantedPhrase[];
  read(from: number, to: number): Int16Array<ArrayBuffer>;
}

/** A long sound by the starter set's voice, made as it is read; null, said on one loud line, without the voice. */
export async function hourOfSound(minutes: number): Promise<HourOfSound | null> {
  const models = await speechModels();
  if (!models) return null;
  const voice = { directory: models.voice, phonemes: models.phonemes, threads: 1 };
  const launched = { spawn: forkSpawn, activity: null, voice, logFile: '/dev/null' };
  const { child, value } = await launchSpeech(launched, new AbortController().signal);
  const say = async (text: string): Promise<Int16Array> => {
    const said: number[] = [];
    for await (const { samples, sampleRate } of value.client.speak({ text })) {
      for (const sample of resampled(new Int16Array(samples.slice().buffer), sampleRate)) said.push(Math.round(sample));
    }
    return Int16Array.from(said);
  };
  const places: { readonly at: number; readonly samples: Int16Array }[] = [];
  const planted: PlantedPhrase[] = [];
  const length = minutes * MINUTE;
  try {
    const sentences = script['held-out'].flatMap((text) => text.split(/(?<=[.?!])\s+/)).slice(0, Math.min(MAX_FILLERS, length / FILLER_EVERY));
    const fillers: Int16Array[] = [];
    for (const sentence of sentences) fillers.push(await say(sentence));
    for (let mark = 0; mark * EVERY + FILLER_EVERY < length; mark++) {
      const [text, key] = PLANTED[mark % PLANTED.length]!;
      const [samples, at] = [await say(text), mark * EVERY + BEFORE];
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      const first = samples.findIndex((sample) => Math.abs(sample) > QUIET * loudest);
      planted.push({ text, key, startMs: ((at + first) * 1_000) / RATE });
      places.push({ at, samples });
      for (let slot = 1; (slot + 1) * FILLER_EVERY <= EVERY; slot++) {
        const filler = fillers[(mark * 29 + slot) % fillers.length]!.subarray(0, FILLER_EVERY - RATE);
        places.push({ at: mark * EVERY + slot * FILLER_EVERY, samples: filler });
      }
    }
  } finally {
    await closeChild(child);
  }
  const random = seededRandom(1);
  return {
    length,
    planted,
    read(from, to) {
      const found = Int16Array.from({ length: to - from }, () => Math.round((random() - 0.5) * NOISE));
      for (const { at, samples } of places) {
        const [first, last] = [Math.max(from, at), Math.min(to, at + samples.length)];
        for (let index = first; index < last; index++) found[index - from]! += samples[index - at]!;
      }
      return found;
    },
  };
}
