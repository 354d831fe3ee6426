import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-web-'));
  // A checkout with a window that is built, and no sources that are newer.
  mkdirSync(join(folder, 'out/renderer'), { recursive: true });
  writeFileSync(join(folder, 'out/renderer/index.html'), '<title>Headwater</title>');
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the web host in a program of its own, which `ending` ends. */
function run(ending: string): Promise<{ code: number; out: string; problem: string }> {
  const entry = join(folder, 'program.mts');
  writeFileSync(
    entry,
    `import { existsSync } from 'node:fs';
    import { runWeb } from ${JSON.stringify(join(import.meta.dirname, 'runWeb.ts'))};
    const folder = ${JSON.stringify(folder)};
    const running = runWeb({ root: folder, home: folder + '/home', model: null, port: undefined, hint: null });
    ${ending}
    await running;`,
  );
  // No model hub and no pip: nothing but the host itself.
  const env = { PATH: folder, HF_ENDPOINT: 'http://127.0.0.1:1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [entry], { env }, (error, out, problem) => {
      resolve({ code: error ? Number(error.code) : 0, out, problem });
    });
  });
}

const lock = (): string => join(folder, 'home/host.lock');

test('Ctrl+C before the host stands ends it at its next step, and leaves no lock', async () => {
  expect(await run(`process.kill(process.pid, 'SIGINT');`)).toEqual({ code: 0, out: 'Headwater is closing.\n', problem: '' });
  expect(existsSync(lock())).toBe(false);
});

test('Ctrl+C while it runs closes everything in order', async () => {
  const { code, out, problem } = await run(`
    while (!existsSync(folder + '/home/web.json')) await new Promise((resolve) => setTimeout(resolve, 20));
    setTimeout(() => process.kill(process.pid, 'SIGINT'), 100);`);
  expect({ code, problem }).toEqual({ code: 0, problem: '' });
  expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n[^]*Headwater is closing\.\n$/);
  expect(existsSync(lock())).toBe(false);
  expect(readdirSync(join(folder, 'home')).filter((name) => name.endsWith('-wal'))).toEqual([]);
});
