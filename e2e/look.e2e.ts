import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { openBrowser } from './support/openBrowser.ts';
import { openLook } from './support/openLook.ts';
import { prepareHome } from './support/prepareHome.ts';
import { startHost, type RunningHost } from './support/startHost.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 720, height: 480 },
];

const chromium = findChromium();
const home = chromium ? await prepareHome({ maxAnswerTokens: 200 }) : null;

describe.skipIf(!chromium || !home)('how it looks', () => {
  let host: RunningHost;
  let browser: Browser;

  beforeAll(async () => {
    host = await startHost(home?.path as string);
    browser = await openBrowser(chromium as string);
    const chat = chatPage(await browser.newPage());
    await chat.open(host.address);
    await chat.answered(() => chat.say('Please show me a short list of three rivers, and a line of Python that prints hello.'));
    await chat.page.close();
  });
  afterAll(async () => {
    await browser.close();
    await host.stop();
    await home?.remove();
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(SIZES)('$width x $height: axe finds nothing, nothing is cut off', async (viewport) => {
      const { page, check, close } = await openLook(browser, { viewport, colorScheme });
      const chat = chatPage(page);
      await chat.open(host.address);
      await chat.openNewest();
      await check('chat');

      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await check('search');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });

      await page.keyboard.press('Control+,');
      await page.getByRole('dialog').waitFor();
      await check('settings');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await close();
    });
  });

  test('everything can be reached by the keyboard, and focus can be seen', async () => {
    const page = await browser.newPage();
    const chat = chatPage(page);
    await chat.open(host.address);
    await chat.openNewest();
    const reached = new Set<string>();
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        if (!element || element === document.body) return null;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const parent = element.parentElement ? getComputedStyle(element.parentElement) : null;
        const visible =
          (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) ||
          boxShadow !== 'none' ||
          parent?.boxShadow !== 'none' ||
          element.tagName === 'TEXTAREA';
        return { name: element.getAttribute('aria-label') ?? element.innerText.trim(), visible };
      });
      if (!focused) continue;
      expect(focused).toMatchObject({ visible: true });
      reached.add(focused.name);
    }
    for (const name of ['Chat', 'Settings', 'Message', 'Copy', 'Edit', 'Regenerate']) expect([...reached]).toContain(name);
    await page.close();
  });
});
