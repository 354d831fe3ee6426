import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { MAX_STEP, type DecoderStep } from './Decoder.ts';

/** Refuses a step that native code could not be trusted with. Errors: `bad-request`. */
export function checkStep(step: DecoderStep, model: CompiledModel, capacity: number): void {
  const { tokens, positions, slots, visible } = step;
  const count = tokens.length;
  if (count < 1 || count > MAX_STEP) refuse(`has ${count} tokens, and 1 to ${MAX_STEP} are possible`);
  if (positions.length !== count || slots.length !== count) refuse('has not one position and one slot for each token');
  if (visible.length > capacity) refuse(`speaks of ${visible.length} slots, and there are ${capacity}`);
  for (let index = 0; index < count; index++) {
    const [token, slot] = [tokens[index]!, slots[index]!];
    if (token < 0 || token >= model.vocabSize) refuse(`has the token ${token}, and there are ${model.vocabSize}`);
    if (slot < 0 || slot >= capacity) refuse(`writes to slot ${slot}, and there are ${capacity}`);
    if (visible[slot] === 1) refuse(`writes to slot ${slot}, which is in use`);
    if (!Number.isFinite(positions[index])) refuse(`has the position ${positions[index]}`);
  }
  if (new Set(slots).size !== count) refuse('writes to a slot twice');
}

function refuse(reason: string): never {
  throw new AppError('bad-request', `A step of the decoder ${reason}; this is a fault of the program.`);
}
