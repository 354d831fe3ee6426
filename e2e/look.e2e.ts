import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './support/axeViolations.ts';
import { chatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { openBrowser } from './support/openBrowser.ts';
import { prepareHome } from './support/prepareHome.ts';
import { startHost, type RunningHost } from './support/startHost.ts';

/** Where the pictures of the last run lie, for a person to look at. */
const PICTURES = join(import.meta.dirname, '../out/pictures');
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
    await mkdir(PICTURES, { recursive: true });
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
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      const problems: string[] = [];
      const page = await context.newPage();
      page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
      page.on('pageerror', (error) => problems.push(error.message));
      const chat = chatPage(page);
      await chat.open(host.address);
      await chat.openNewest();
      const name = `${colorScheme}-${viewport.width}x${viewport.height}`;
      const picture = (what: string) => page.screenshot({ path: join(PICTURES, `${what}-${name}.png`) });

      await picture('chat');
      expect(await axeViolations(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide).toBe(0);

      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await picture('search');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });

      await page.keyboard.press('Control+,');
      await page.getByRole('dialog').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await picture('settings');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(problems).toEqual([]);
      await context.close();
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
