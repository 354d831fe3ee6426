import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../../app/contract/AppError.ts';
import { readOnnxSummary } from '../../../native-models/formats/onnx/readOnnxSummary.ts';
import { refusedFile } from '../../../native-models/formats/refusedFile.ts';

/** The files in use have 1 to 3 MB. */
const MAX_BYTES = 32 << 20;
/** As the native library takes them: by their places. Over any others it ends the process. */
const INPUTS = ['input', 'state', 'sr'];
const OUTPUTS = ['output', 'stateN'];

/**
 * Makes sure that a file is a Silero voice activity model that the native library can be trusted with.
 * Errors: `not-found`, `bad-file`, `unsupported`.
 */
export async function checkActivityFile(file: string): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: -1 }));
  if (size === -1) throw new AppError('not-found', `The voice activity model ${file} is not there; fetch it again.`);
  if (size > MAX_BYTES) throw refusedFile('bad-file', file, `it is ${size} bytes long, and ${MAX_BYTES} are possible`);
  const { inputs, outputs } = readOnnxSummary(await readFile(file), file);
  if (inputs.join() === INPUTS.join() && outputs.join() === OUTPUTS.join()) return;
  const found = `${inputs.join(', ')}; ${outputs.join(', ')}`.slice(0, 200);
  throw refusedFile('unsupported', file, `a voice activity model takes ${INPUTS.join(', ')} and gives ${OUTPUTS.join(', ')}, and this has ${found}`);
}
