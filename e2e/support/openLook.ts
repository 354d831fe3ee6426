import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeViolations } from './axeViolations.ts';

/** Where the pictures of the last run lie, for a person to look at. */
const PICTURES = join(import.meta.dirname, '../../out/pictures');

/** A window of one size and colour scheme in which nothing moves. */
export interface Look {
  readonly page: Page;
  /** Takes a picture; axe may find nothing wrong in what is there, and nothing may be wider than the window. */
  readonly check: (what: string) => Promise<void>;
  /** Nothing may have gone wrong in the page until here. */
  readonly close: () => Promise<void>;
}

export interface LookOptions {
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  /** what the page may do without asking */
  readonly permissions?: string[];
}

export async function openLook(browser: Browser, options: LookOptions): Promise<Look> {
  const { colorScheme, viewport } = options;
  await mkdir(PICTURES, { recursive: true });
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  page.on('pageerror', (error) => problems.push(error.message));
  return {
    page,
    async check(what) {
      await page.screenshot({ path: join(PICTURES, `${what}-${colorScheme}-${viewport.width}x${viewport.height}.png`) });
      expect(await axeViolations(page), what).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), what).toBe(0);
    },
    async close() {
      expect(problems).toEqual([]);
      await context.close();
    },
  };
}
