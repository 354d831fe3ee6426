import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadVectors } from './loadVectors.ts';

function distances(extension?: () => string): unknown[] {
  const db = new DatabaseSync(':memory:', { allowExtension: true });
  onTestFinished(() => db.close());
  loadVectors(db, extension);
  expect(() => db.loadExtension('anything')).toThrow(/not authorized|not allowed|disabled/i);
  const bytes = (values: readonly number[]): Uint8Array => new Uint8Array(new Float32Array(values).buffer);
  const pairs: [number[], number[]][] = [
    [
      [1, 0],
      [1, 0],
    ],
    [
      [1, 0],
      [0, 3],
    ],
    [
      [1, 2],
      [-2, -4],
    ],
    [
      [0.3, 0.4],
      [0.1, 0.9],
    ],
  ];
  const statement = db.prepare('SELECT vec_distance_cosine(?, ?) AS distance');
  return pairs.map(([a, b]) => Number(statement.get(bytes(a), bytes(b))?.['distance']));
}

test('where sqlite-vec cannot be loaded, JavaScript computes the same', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => warn.mockRestore());
  const inJavaScript = distances(() => '/nowhere/vec0.so');
  expect(warn).toHaveBeenCalledOnce();
  const inSqlite = distances();
  expect(inJavaScript).toHaveLength(4);
  inJavaScript.forEach((distance, i) => expect(distance).toBeCloseTo(Number(inSqlite[i]), 6));
  expect(inJavaScript[1]).toBeCloseTo(1);
});
