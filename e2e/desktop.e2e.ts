import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { loudSkip } from './support/loudSkip.ts';

const root = join(import.meta.dirname, '..');
// Never imported: without its binary, importing electron would try to download it.
const pathFile = join(root, 'node_modules/electron/path.txt');
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** Chromium has no sandbox for root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const missing = !existsSync(pathFile)
  ? 'Electron is not installed here (npx install-electron --no)'
  : hasDisplay
    ? null
    : 'there is no display';
if (missing !== null) loudSkip('the desktop', missing);

describe.skipIf(missing !== null)('the desktop', () => {
  it('opens its window on its own protocol, sandboxed, with a port to the host', async () => {
    await build({ root, mode: 'desktop', logLevel: 'error' });
    const home = await mkdtemp(join(tmpdir(), 'headwater-desktop-'));
    const app = await _electron.launch({
      executablePath: join(root, 'node_modules/electron/dist', await readFile(pathFile, 'utf8')),
      args: [join(root, 'out/desktop/main/shell/electronMain.js'), ...asRoot],
      env: { ...process.env, HEADWATER_HOME: home },
    });
    try {
      const window = await app.firstWindow();
      await window.waitForSelector('#root > *');
      expect(window.url()).toBe('app://headwater/');
      const seen = await window.evaluate(() => ({
        globals: ['require', 'process', 'module'].filter((name) => name in globalThis),
        title: document.title,
      }));
      expect(seen).toEqual({ globals: [], title: 'Headwater' });
    } finally {
      await app.close();
      await rm(home, { recursive: true, force: true });
    }
  });
});
