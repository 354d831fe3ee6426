import { base64OfBytes } from '../../../app/captions/base64OfBytes.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Client, Handlers } from '../../../app/contract/Service.ts';
import { MAX_SPOKEN_TEXT, type speechService } from '../../../app/contract/services/speech.ts';
import type { voiceService } from '../../../app/contract/services/voice.ts';
import { followChanges } from '../followChanges.ts';
import type { VoiceModel } from './createVoiceModel.ts';
import { spokenParts } from './spokenParts.ts';
import type { TalkHandlers } from './talk/createTalkService.ts';

/** The voice as windows have it: what it reads, and conversations by voice. Several of them may have something read at once: the process takes turns. */
export function createVoiceService(model: VoiceModel, talk: TalkHandlers): Handlers<typeof voiceService> {
  return {
    prepare() {
      model.prepare();
      return {};
    },
    async cancelPrepare() {
      await model.cancel();
      return {};
    },
    status: (_params, signal) =>
      followChanges({ notify: () => undefined, subscribe: (listener) => model.onChange(listener) }, signal, async () => model.status()),
    ...talk,
    async *readAloud({ text }, signal) {
      for (const part of spokenParts(text, MAX_SPOKEN_TEXT)) {
        for await (const { from, to, samples, sampleRate } of speakOn(model, part.text, signal)) {
          yield { from: part.from + from, to: part.from + to, samples: base64OfBytes(samples), sampleRate };
        }
        if (signal.aborted) return;
      }
    },
  };
}

/** The chunks of one part. When another voice is chosen in its midst, that one goes on behind the last of them. */
async function* speakOn(model: VoiceModel, text: string, signal: AbortSignal) {
  for (let at = 0; at < text.length && !signal.aborted; ) {
    const speech = await model.whenReady(signal);
    const choice = model.choice();
    let next = at;
    try {
      for await (const chunk of speak(speech, text.slice(at), signal)) {
        const moved = { ...chunk, from: at + chunk.from, to: at + chunk.to };
        next = moved.to;
        yield moved;
      }
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'crashed' || choice === model.choice()) throw error;
      at = next;
    }
  }
}

/** The chunks of a text by one voice; they end when `signal` aborts, even while the next one is being made. */
async function* speak(speech: Client<typeof speechService>, text: string, signal: AbortSignal) {
  const chunks = speech.speak({ text });
  const stop = (): void => void chunks.return?.().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* chunks;
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError) || error.code !== 'closed') throw error;
    throw new AppError('crashed', 'The voice stopped unexpectedly and is started again. Have the message read once more.');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
