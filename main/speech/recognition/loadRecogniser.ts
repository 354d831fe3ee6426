import { AppError } from '../../../app/contract/AppError.ts';
import { refusedFile } from '../../../native-models/formats/refusedFile.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { StreamingOptions } from '../../../native-models/speech/streaming/StreamingOptions.ts';
import { physicalCores } from '../../engine/physicalCores.ts';
import { loadSherpa } from '../loadSherpa.ts';
import { openRecogniser } from './openRecogniser.ts';
import type { Recogniser } from './Recogniser.ts';

/** Graphs that look at a third of a second at a time gain nothing beyond this. */
const MOST_THREADS = 4;

/**
 * Loads an installed streaming recogniser (`installSpeech`). Every byte of its folder is compared with what was checked
 * when it was installed, before the native library sees it: that library ends the process over a file it cannot use.
 * A second of silence is written down to see that it works.
 * Errors: `bad-file`, `unsupported`.
 */
export async function loadRecogniser(directory: string, threads: number): Promise<Recogniser> {
  const { kind, name, languages, options } = await readInstalledSpeech(directory);
  const parsed = StreamingOptions.safeParse(options);
  if (kind !== 'streaming' || !parsed.success) throw refusedFile('bad-file', 'model.json', 'it is not that of a streaming recogniser');
  const sherpa = await loadSherpa();
  try {
    const recogniser = openRecogniser(sherpa, { directory, name, languages, options: parsed.data }, threads === 0 ? Math.min(MOST_THREADS, physicalCores()) : threads);
    const stream = recogniser.begin(null);
    stream.accept(new Float32Array(16_000));
    stream.finish();
    while (stream.step());
    return recogniser;
  } catch (cause) {
    throw new AppError('bad-file', `The recogniser ${name} cannot be loaded; remove it and add it again.`, {}, { cause });
  }
}
