import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askHost } from './support/askHost.ts';
import { chatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { memoryDrawer } from './support/memoryDrawer.ts';
import { modelReady } from './support/modelReady.ts';
import { openBrowser } from './support/openBrowser.ts';
import { openLook } from './support/openLook.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { talkPast } from './support/talkPast.ts';
import { windowClient } from './support/windowClient.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];

const chromium = findChromium();

describe.skipIf(!chromium)('how memory looks', () => {
  let home: Home;
  let host: RunningHost;
  let browser: Browser;

  beforeAll(async () => {
    home = await prepareTinyHome();
    host = await startHost(home.path);
    const client = await windowClient(host.address);
    await modelReady(client);
    const { id } = await client.conversations.create({});
    const pinned = await askHost(client, id, 'Always answer in one short sentence, please.');
    await client.memory.pinTurn({ turnId: pinned.message.id, pinned: true });
    await askHost(client, id, 'My dog is called Rufus. He sleeps in the old mill, and I am allergic to nuts.');
    await askHost(client, id, 'The code of the garden gate is 4417.');
    await talkPast(client, id, 16);
    await askHost(client, id, 'What is my dog called, and where does he sleep?');
    client.close();
    browser = await openBrowser(chromium as string);
  });
  afterAll(async () => {
    await browser.close();
    await host.stop();
    await home.remove();
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(SIZES)('$width x $height: axe finds nothing, nothing is cut off', async (viewport) => {
      const { page, check, close } = await openLook(browser, { viewport, colorScheme });
      const chat = chatPage(page);
      const memory = memoryDrawer(chat);
      await chat.open(host.address);
      await chat.openNewest();

      await memory.evidence();
      await check('evidence');
      await memory.closeEvidence();
      for (const tab of ['In sight', 'Facts', 'Recall', 'Lens'] as const) {
        await memory.open(tab);
        if (tab === 'Recall') {
          await memory.drawer.getByRole('textbox', { name: 'Try your memory' }).fill('Where does the dog sleep?');
          await memory.drawer.getByRole('button', { name: 'Try', exact: true }).click();
          await memory.drawer.getByRole('listitem').first().waitFor();
        }
        if (tab === 'Lens') await memory.drawer.getByRole('slider', { name: 'Tokens in the live memory' }).waitFor();
        await check(`memory-${tab.toLowerCase().replace(' ', '-')}`);
        // One reads here while one writes: nothing lies over the message field.
        await chat.composer.click();
        await chat.composer.fill(`What about ${tab}?`);
        // Nothing in the drawer is wider than it is.
        const over = await memory.drawer.evaluate((drawer) => drawer.scrollWidth - drawer.clientWidth);
        expect(over).toBe(0);
      }
      await close();
    });
  });
});
