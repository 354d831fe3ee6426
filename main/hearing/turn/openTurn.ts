import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { TURN_SAMPLES } from '../../../app/contract/services/turn.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { TURN_BINS, TURN_FRAMES, turnFeatures } from './turnFeatures.ts';

/** A model that hears the end of a turn. */
export interface TurnModel {
  readonly name: string;
  /** How sure it is that a turn is complete, 0 to 1. `samples`: 16 kHz, -1 to 1. */
  complete(samples: Float32Array): Promise<number>;
}

/**
 * Loads an installed model of the kind `turn`: its file is the one that was checked when it was installed. It must give a
 * probability for silence and for noise. Errors: `bad-file`, `unsupported`.
 */
export async function openTurn(directory: string): Promise<TurnModel> {
  const { name, kind, family } = await readInstalledSpeech(directory);
  if (kind !== 'turn' || family !== 'smart-turn') throw new AppError('unsupported', `${name} is no model that hears the end of a turn; choose another one.`);
  const session = await InferenceSession.create(path.join(directory, 'turn.onnx'), {
    executionProviders: ['cpu'],
    // More than one costs more than it brings for so small a graph, and the others are at work.
    intraOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }).catch((cause: unknown) => {
    throw refused(name, 'it cannot be loaded', cause);
  });
  const [output = ''] = session.outputNames;
  const complete = async (samples: Float32Array): Promise<number> => {
    const input = new Tensor('float32', turnFeatures(samples), [1, TURN_BINS, TURN_FRAMES]);
    const { [output]: result } = await session.run({ input_features: input }).catch((cause: unknown) => {
      throw refused(name, 'it could not be run', cause);
    });
    const probability = result?.type === 'float32' && result.data.length === 1 ? Number(result.data[0]) : Number.NaN;
    if (probability >= 0 && probability <= 1) return probability;
    throw refused(name, `it gives ${probability} where a probability is wanted`);
  };
  for (const loudness of [0, 0.3]) {
    await complete(Float32Array.from({ length: TURN_SAMPLES }, (_, at) => loudness * Math.sin(at * at)));
  }
  return { name, complete };
}

function refused(name: string, reason: string, cause?: unknown): AppError {
  return new AppError('bad-file', `The model ${name} cannot be used: ${reason}. The end of a turn is told by silence meanwhile; remove it, or add another one.`, {}, { cause });
}
