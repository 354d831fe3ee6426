import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    `import { writeFileSync } from 'node:fs';
    import { outliveOutput } from ${JSON.stringify(join(import.meta.dirname, 'outliveOutput.ts'))};
    outliveOutput();
    setTimeout(() => {
      process.stdout.write('a line');
      setTimeout(() => writeFileSync(${JSON.stringify(join(folder, 'ended'))}, ''), 100);
    }, 100);`,
  );
  // Its reader ends at once.
  const shell = spawn('sh', ['-c', '"$0" "$1" 2>&1 | true; wait', process.execPath, entry]);
  await once(shell, 'exit');
  await expect.poll(() => existsSync(join(folder, 'ended'))).toBe(true);
});
