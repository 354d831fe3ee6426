import { AppError } from '../../../app/contract/AppError.ts';
import { chunkSpeech } from '../../../app/voice/chunkSpeech.ts';

/** A text that is said by a voice of the system. */
export interface LocalSpeech {
  /** Resolves to whether anything was said, when it was said to its end or stopped. Rejects when the system's voice fails. */
  readonly whenHeard: Promise<boolean>;
  /** What of the text was heard so far: a place in it, in UTF-16 units, as the voice tells it word by word. */
  readonly heardTo: () => number;
  /** Falls silent at once. */
  readonly stop: () => void;
}

/** Characters of what was heard last, for the person to find the place. */
const SHOWN = 40;
/** What ends an utterance that was stopped, by us or by another page. */
const STOPPED: ReadonlySet<string> = new Set(['canceled', 'interrupted']);

/**
 * Says a text in Markdown as the host's voices do, a sentence at a time: browsers fall silent in the midst of long
 * utterances. What was being said before in this page falls silent.
 */
export function speakLocally(synthesis: SpeechSynthesis, voice: SpeechSynthesisVoice, text: string, speed: number): LocalSpeech {
  let isStopped = false;
  let heard = 0;
  synthesis.cancel();

  const say = ({ spoken, from, to }: { spoken: string; from: number; to: number }): Promise<void> =>
    new Promise((resolve, reject) => {
      const utterance = new SpeechSynthesisUtterance(spoken);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = speed;
      // Marks may have been left out before it: the place is that of a word, or a little before it.
      utterance.addEventListener('boundary', ({ charIndex }) => (heard = Math.max(heard, Math.min(to, from + charIndex))));
      utterance.addEventListener('end', () => {
        if (!isStopped) heard = to;
        resolve();
      });
      utterance.addEventListener('error', ({ error }) => {
        if (isStopped || STOPPED.has(error)) resolve();
        else reject(new AppError('internal', `The system’s voice ${voice.name} could not ${heard > 0 ? `go on after “${text.slice(Math.max(0, heard - SHOWN), heard).trim()}”` : 'say this'} (${error}). Try again, or choose another voice in the settings.`));
      });
      synthesis.speak(utterance);
    });
  async function sayAll(): Promise<boolean> {
    let isSaid = false;
    for (const chunk of chunkSpeech(text)) {
      if (isStopped) break;
      isSaid = true;
      await say(chunk);
    }
    return isSaid;
  }
  return {
    whenHeard: sayAll(),
    heardTo: () => heard,
    stop() {
      isStopped = true;
      synthesis.cancel();
    },
  };
}
