import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mallocSettings } from './mallocSettings.ts';

const MODE = '/sys/kernel/mm/transparent_hugepage/enabled';
const offered = existsSync(MODE) && !readFileSync(MODE, 'utf8').includes('[never]');
const glibc = 'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header;

test('nothing is set where there is no glibc', () => {
  expect(mallocSettings('darwin')).toEqual({});
  expect(mallocSettings('win32')).toEqual({});
});

test.skipIf(!offered || !glibc)('what a child allocates lies in huge pages', () => {
  const script = `
    const bytes = new Uint8Array(64 << 20).fill(1);
    const memory = require('node:fs').readFileSync('/proc/self/smaps_rollup', 'utf8');
    const [, kilobytes] = /AnonHugePages: +(\\d+)/.exec(memory);
    console.log(bytes.length && kilobytes);`;
  const kilobytes = execFileSync(process.execPath, ['-e', script], { env: mallocSettings(), encoding: 'utf8' });
  expect(Number(kilobytes)).toBeGreaterThan(0);
});
