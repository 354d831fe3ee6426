import { join } from 'node:path';
import type { Word } from '../../../app/captions/Word.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { recognitionModel } from '../../../native-models/catalog/recognitionModel.ts';
import { physicalCores } from '../../engine/physicalCores.ts';
import { closeChild } from '../../supervise/closeChild.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import type { Running } from '../../supervise/Supervisor.ts';
import type { Finishing } from '../finishing/Finishing.ts';
import { launchHearing, type LoadedHearing } from '../hearing/launchHearing.ts';
import type { SpeechModels } from '../speechModels/SpeechModels.ts';
import { whisperGraphs } from '../speechModels/whisperGraphs.ts';
import type { StarterSet } from '../starter/StarterSet.ts';

export interface SecondHearingOptions {
  readonly home: string;
  readonly spawn: Spawn;
  /** voice activity and recognition */
  readonly starters: StarterSet;
  readonly finishing: Finishing;
  readonly speechModels: Pick<SpeechModels, 'chosen'>;
}

const NOT_THIS_LANGUAGE = new AppError(
  'unsupported',
  'A corrected copy in this language needs a recogniser of whole stretches for it. Add one in the settings, or choose Whisper.',
);

/** Listens to whole stretches of speech a second time. */
export interface SecondHearing {
  /**
   * Writes down a stretch of at most 30 s (16 kHz, int16 little-endian): with the recogniser installed for that, else
   * with Whisper in a process of its own, so that what is being spoken does not wait. Rejects when neither can.
   */
  transcribe(samples: Uint8Array<ArrayBuffer>, language: string | null): Promise<Word[]>;
  /** Ends the process of its own: nobody needs it for now. */
  rest(): Promise<void>;
}

export function createSecondHearing({ home, spawn, starters, finishing, speechModels }: SecondHearingOptions): SecondHearing {
  /** a start is never given up: whoever does not want it any more ends what it started */
  const { signal } = new AbortController();
  let whisper: Promise<Running<LoadedHearing>> | null = null;

  async function start(): Promise<Running<LoadedHearing>> {
    const chosen = await speechModels.chosen('streaming');
    // Half the cores: the other half is for what is being spoken.
    const common = { spawn, threads: Math.max(1, Math.floor(physicalCores() / 2)), logFile: join(home, 'logs', 'second-hearing.log') };
    if (chosen?.model.family === 'whisper') {
      const directory = await whisperGraphs({ home, spawn, installed: chosen.directory }, signal);
      return launchHearing({ ...common, directory }, signal);
    }
    // The Whisper that is always there hears English alone, and would write down anything as that.
    if (chosen && chosen.model.languages.some((code) => !/^en\b/.test(code))) throw NOT_THIS_LANGUAGE;
    if (!(await starters.look())) throw new AppError('no-model', 'A corrected copy needs a recogniser that is not here yet.');
    const folders = await starters.obtain();
    return launchHearing({ ...common, directory: folders[recognitionModel.info.id] ?? '' }, signal);
  }
  return {
    async transcribe(samples, language) {
      const process = await finishing.with('offline');
      if (process) return (await process.transcribe({ samples, language })).words;
      whisper ??= start();
      const mine = whisper;
      try {
        return (await (await mine).value.client.transcribe({ samples, language })).words;
      } catch (error) {
        // The next stretch gets a fresh process.
        if (whisper === mine) whisper = null;
        void mine.then(({ child }) => closeChild(child), () => undefined);
        throw error;
      }
    },
    async rest() {
      const mine = whisper;
      whisper = null;
      await mine?.then(({ child }) => closeChild(child), () => undefined);
    },
  };
}
