import { AppError } from '../../../app/contract/AppError.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import type { turnService } from '../../../app/contract/services/turn.ts';
import { openTurn, type TurnModel } from './openTurn.ts';

/** Longer sounds are a fault: only the last eight seconds are looked at. */
const MOST_BYTES = 2 * 16_000 * 60;

/** The process that hears the end of a turn: one model, one look at a time. */
export function createTurn(): Handlers<typeof turnService> {
  let loading: Promise<TurnModel> | null = null;
  let looking: Promise<unknown> = Promise.resolve();
  return {
    async load({ directory }) {
      if (loading) throw new AppError('busy', 'This process has a model already; another model is another process.');
      const attempt = (loading = openTurn(directory));
      try {
        return { name: (await attempt).name };
      } catch (error) {
        loading = null;
        throw error;
      }
    },
    async complete({ samples }) {
      if (!loading) throw new AppError('no-model', 'No model that hears the end of a turn is loaded.');
      if (samples.length % 2 !== 0 || samples.length > MOST_BYTES) throw new AppError('bad-request', 'This is no sound of at most a minute; this is a fault of the program.');
      const model = await loading;
      const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
      const floats = Float32Array.from({ length: samples.length / 2 }, (_, at) => view.getInt16(2 * at, true) / 32_768);
      const mine = looking.then(() => model.complete(floats));
      looking = mine.catch(() => undefined);
      return { probability: await mine };
    },
  };
}
