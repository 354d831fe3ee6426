import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectService } from '../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { settingsService } from '../../app/contract/services/settings.ts';
import { openSettings } from '../store/openSettings.ts';
import { createSettingsService } from './createSettingsService.ts';

test('a change in one window is seen in the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-settings-'));
  const [window, host] = memoryChannelPair();
  serveService(host, settingsService, createSettingsService(await openSettings(join(folder, 'settings.json'))));
  const client = connectService(window, settingsService);
  const themes: string[] = [];
  void (async () => {
    for await (const { theme } of client.watch({})) themes.push(theme);
  })().catch(() => undefined);
  await expect.poll(() => themes).toEqual(['system']);
  await client.set({ theme: 'dark' });
  await expect.poll(() => themes).toEqual(['system', 'dark']);
  window.close();
  rmSync(folder, { recursive: true });
});
