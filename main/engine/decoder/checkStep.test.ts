import { describe, expect, it } from 'vitest';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { checkStep } from './checkStep.ts';
import type { DecoderStep } from './Decoder.ts';

const model = { vocabSize: 10 } as CompiledModel;
const step = (changes: Partial<DecoderStep>): DecoderStep => ({
  tokens: Int32Array.of(1, 9),
  positions: Float64Array.of(0, -3.5),
  slots: Int32Array.of(5, 2),
  visible: Uint8Array.of(1, 1),
  logits: 'last',
  ...changes,
});

describe('checkStep', () => {
  it('takes a sound step', () => {
    expect(() => checkStep(step({}), model, 8)).not.toThrow();
  });

  it.each<[string, Partial<DecoderStep>, RegExp]>([
    ['no tokens', { tokens: new Int32Array() }, /0 tokens/],
    ['too many tokens', { tokens: new Int32Array(129) }, /129 tokens/],
    ['a token beyond the vocabulary', { tokens: Int32Array.of(1, 10) }, /token 10/],
    ['a token below it', { tokens: Int32Array.of(-1, 1) }, /token -1/],
    ['a slot too few', { slots: Int32Array.of(5) }, /one position and one slot/],
    ['a position too many', { positions: Float64Array.of(1, 2, 3) }, /one position and one slot/],
    ['a slot beyond the capacity', { slots: Int32Array.of(8, 2) }, /slot 8/],
    ['a slot below 0', { slots: Int32Array.of(-1, 2) }, /slot -1/],
    ['a slot twice', { slots: Int32Array.of(5, 5) }, /twice/],
    ['a slot in use', { slots: Int32Array.of(5, 1) }, /slot 1, which is in use/],
    ['more visible slots than there are', { visible: new Uint8Array(9) }, /9 slots/],
    ['a position that is no number', { positions: Float64Array.of(0, Number.NaN) }, /position NaN/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => checkStep(step(changes), model, 8)).toThrow(message);
  });
});
