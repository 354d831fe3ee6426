import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { electronBinary } from './electronBinary.ts';
import { whyNoDesktop } from './whyNoDesktop.ts';

test('the binary counts only when both its name and its file are there', () => {
  const root = mkdtempSync(join(tmpdir(), 'headwater-electron-'));
  const folder = join(root, 'node_modules/electron');
  try {
    expect(electronBinary(root, {})).toBeNull();
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(electronBinary(root, {})).toBeNull();
    writeFileSync(join(folder, 'dist/electron'), '');
    expect(electronBinary(root, {})).toBe(join(folder, 'dist/electron'));
    expect(electronBinary(root, { ELECTRON_OVERRIDE_DIST_PATH: root })).toBeNull();
  } finally {
    rmSync(root, { recursive: true });
  }
});

test.each([
  [null, 'linux', { DISPLAY: ':0' }, 1000, /install-electron/],
  ['/e', 'linux', { DISPLAY: ':0' }, 0, /not as root/],
  ['/e', 'linux', {}, 1000, /where there is a screen/],
  ['/e', 'linux', { WAYLAND_DISPLAY: 'w' }, 1000, null],
  ['/e', 'darwin', {}, 0, null],
  ['/e', 'win32', {}, undefined, null],
] as const)('%s on %s with %o as %s', (binary, platform, environment, user, reason) => {
  const why = whyNoDesktop(binary, platform, environment, user);
  if (reason === null) expect(why).toBeNull();
  else expect(why).toMatch(reason);
});
