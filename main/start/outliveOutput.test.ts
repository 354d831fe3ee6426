import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a program whose output nobody reads any more goes on to its end', async () => {
  const entry = join(folder, 'program.mts');
  writeFileSync(
    entry,
    `import { outliveOutput } from ${JSON.stringify(join(import.meta.dirname, 'outliveOutput.ts'))};
    outliveOutput();
    process.stdin.resume().once('end', () => {
      process.stdout.write('a line');
      console.log('another line');
      console.error('a problem');
      setTimeout(() => process.exit(7), 100);
    });`,
  );
  const program = spawn(process.execPath, [entry]);
  program.stdout.destroy();
  program.stderr.destroy();
  program.stdin.end();
  expect(await once(program, 'exit')).toEqual([7, null]);
});
