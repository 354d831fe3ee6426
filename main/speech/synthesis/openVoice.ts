import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type sherpaOnnx from 'sherpa-onnx-node';
import type { SpokenRequest } from 'sherpa-onnx-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Voice } from '../../../app/contract/services/speech.ts';
import type { InstalledSpeech } from '../../../native-models/speech/InstalledSpeech.ts';
import type { SpokenPiece, VoiceFamily } from './VoiceFamily.ts';

/** More threads than this cost more than they bring, for graphs of this size. */
const MAX_THREADS = 4;

/** A voice that is loaded. */
export interface OpenVoice {
  readonly name: string;
  /** Hz */
  readonly sampleRate: number;
  readonly speakers: number;
  /** characters that it says well in one go */
  readonly longest: number;
  /** Says a short text; one text at a time. Samples of -1 to 1; null when there is nothing in it to be said. */
  say(text: string, speaker: number, speed: number): Promise<Float32Array | null>;
}

/**
 * Loads a voice that `readVoice` has looked at: the native library ends the process over a file that it cannot read.
 * `dataDir`: a folder that `checkPhonemes` has passed; empty when the voice needs none.
 * Errors: `bad-file` when the voice is damaged, `not-found` when its language is not in the phonemes.
 */
export async function openVoice(
  sherpa: typeof sherpaOnnx,
  { directory, threads }: Pick<Voice, 'directory' | 'threads'>,
  { voice, family }: { readonly voice: InstalledSpeech; readonly family: VoiceFamily },
  dataDir: string,
): Promise<OpenVoice> {
  const { name, options, speakers } = voice;
  const place = { file: (file: string) => join(directory, file), dataDir };
  const askFor = (await family.prepare?.(options, place)) ?? byNumber;
  const tts = await sherpa.OfflineTts.createAsync({
    model: {
      ...family.configure(options, place),
      numThreads: threads === 0 ? Math.min(MAX_THREADS, availableParallelism()) : threads,
      debug: false,
      provider: 'cpu',
    },
    maxNumSentences: 1,
  }).catch((cause: unknown) => {
    throw new AppError('bad-file', `The voice ${name} cannot be loaded; prepare it again.`, {}, { cause });
  });
  const sayPiece = async (piece: SpokenPiece): Promise<Float32Array | null> => {
    const { samples } = await tts.generateAsync(askFor(piece)).catch((cause: unknown) => {
      // The library's way to say that it found no phonemes for the text.
      if (/no audio/.test(AppError.toValue(cause).message)) return { samples: null };
      throw new AppError('internal', `The voice ${name} could not say this.`, {}, { cause });
    });
    return samples && samples.length > 0 ? samples : null;
  };
  const say = async (text: string, speaker: number, speed: number): Promise<Float32Array | null> => {
    const said: Float32Array[] = [];
    for (const piece of family.cut?.(text) ?? [text]) {
      const samples = await sayPiece({ text: piece, speaker, speed });
      if (samples) said.push(samples);
    }
    return said.length > 1 ? joined(said) : (said[0] ?? null);
  };
  if ((await say('hello', 0, 1)) === null) {
    if (voice.pronunciation === null) throw new AppError('bad-file', `The voice ${name} is silent; prepare it again, or choose another one.`);
    throw new AppError('not-found', `The pronunciation that the voice ${name} needs is not there; fetch espeak-ng's data for its language.`);
  }
  return { name, sampleRate: tts.sampleRate, speakers, longest: family.longest, say };
}

/** Electron allows no memory of others inside its heap: the samples are copied. */
const byNumber = ({ text, speaker, speed }: SpokenPiece): SpokenRequest => ({ text, sid: speaker, speed, enableExternalBuffer: false });

function joined(sounds: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(sounds.reduce((sum, sound) => sum + sound.length, 0));
  let at = 0;
  for (const sound of sounds) {
    whole.set(sound, at);
    at += sound.length;
  }
  return whole;
}
