import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CappedLog } from './CappedLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the log and its predecessor never outgrow the cap', () => {
  const file = join(folder, 'a/engine.log');
  const log = new CappedLog(file, 100);
  for (let line = 0; line < 50; line++) log.write(`line ${line}\n`);
  expect(statSync(file).size).toBeLessThanOrEqual(100);
  expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(100);
  expect(readFileSync(file, 'utf8')).toContain('line 49');
});

test('one write larger than the cap keeps its end', () => {
  const file = join(folder, 'engine.log');
  new CappedLog(file, 10).write('0123456789abcdef');
  expect(readFileSync(file, 'utf8')).toBe('6789abcdef');
});

test('a log of an earlier run counts', () => {
  const file = join(folder, 'engine.log');
  writeFileSync(file, 'x'.repeat(90));
  new CappedLog(file, 100).write('y'.repeat(20));
  expect(readFileSync(file, 'utf8')).toBe('y'.repeat(20));
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('x'.repeat(90));
});

test('a place that cannot be written stops nothing', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => new CappedLog(join(folder, 'file/engine.log')).write('lost')).not.toThrow();
});
