import { expect, it } from 'vitest';
import type { WeightTensor } from '../formats/WeightTensor.ts';
import { TensorPlaces } from './TensorPlaces.ts';

const tensorOf = (...shape: number[]): WeightTensor => ({ name: 'x', type: 'F32', shape, file: 'x', offset: 0, byteLength: 0 });
const tensors = new Map([['a', tensorOf(2, 3)], ['b', tensorOf(4)]]);

it('gives a tensor in its shape, and refuses one that is missing or has another', () => {
  const places = new TensorPlaces(tensors, 'model.bin');
  expect(places.take('a', 2, 3)).toBe(tensors.get('a'));
  expect(() => places.take('c', 2)).toThrow(/the tensor "c" is missing/);
  expect(() => places.take('a', 3, 2)).toThrow(/the tensor "a" is \[2, 3\], not \[3, 2\]/);
  expect(() => places.take('a', 2)).toThrow(/is \[2, 3\], not \[2\]/);
  expect(() => new TensorPlaces(tensors, 'model.bin', 'config.json').take('b', 5)).toThrow(/is \[4\], and by config\.json it is \[5\]/);
});

it('refuses what was not taken, but for what is needless', () => {
  const places = new TensorPlaces(tensors, 'model.bin');
  places.take('a', 2, 3);
  expect(() => places.refuseOthers('a llama')).toThrow(/its tensor "b" has no place in a llama/);
  expect(() => places.refuseOthers('a llama', (name) => name === 'b')).not.toThrow();
  places.take('b', 4);
  expect(() => places.refuseOthers('a llama')).not.toThrow();
});
