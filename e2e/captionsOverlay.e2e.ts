import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OverlayStyle } from '../app/captions/overlay/OverlayStyle.ts';
import type { ShownCaptions } from '../app/captions/ShownCaptions.ts';
import { createChangeSignal } from '../main/services/changeSignal.ts';
import { createOverlay, type Overlay } from '../main/web/overlay/createOverlay.ts';
import { findChromium } from './support/findChromium.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';

const executable = findChromium();
if (!executable) loudSkip('the overlay page', 'no Chromium was found');

interface Place {
  readonly text: string;
  readonly left: number;
}

describe.skipIf(!executable)('the overlay page', () => {
  const changes = createChangeSignal();
  let shown: ShownCaptions = { lines: [], phrase: null };
  let home: string;
  let overlay: Overlay;
  let browser: Browser;
  const show = (next: Partial<ShownCaptions>): void => {
    shown = { ...shown, ...next };
    changes.notify();
  };
  const source = { changes, now: () => shown };
  let style = OverlayStyle.parse({});
  const restyled = createChangeSignal();
  const styles = { now: () => style, subscribe: (listener: () => void) => restyled.subscribe(listener) };
  const open = async (query: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 900, height: 400 } });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    Object.assign(page, { problems });
    const connected = page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'));
    await page.goto(`${await overlay.url()}?${query}`);
    await connected;
    return page;
  };
  /** At one moment: rows that were replaced meanwhile would be nowhere. */
  const rows = (page: Page): Promise<Place[]> =>
    page.evaluate(() =>
      Array.from(document.querySelectorAll('.row'), (row) => ({ text: row.textContent, left: row.getBoundingClientRect().left })),
    );
  const texts = async (page: Page): Promise<string[]> => (await rows(page)).map(({ text }) => text);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'headwater-overlay-'));
    overlay = createOverlay(home, source, styles);
    browser = await openBrowser(executable ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await overlay.close();
    await rm(home, { recursive: true, force: true });
  });

  test('committed words stay where they are while more is said, and while the phrase becomes lines; the newest is at the bottom', async () => {
    shown = { lines: [{ id: 'old-0-0', text: 'Said before.', speaker: null }], phrase: null };
    const page = await open('font_size=30&lines=3&align=center&hold=0');
    expect(await texts(page)).toEqual([]);
    const said = 'we sail at noon and then the harbour is as empty as it was before we came to it. Farewell now, all of you.'.split(' ');
    const before = new Map<string, Place>();
    let grown = '';
    for (const [i, word] of said.entries()) {
      grown += ` ${word}`;
      show({ phrase: { id: 'r-0', committed: grown, tentative: i + 1 < said.length ? ` ${said[i + 1]}?` : '' } });
      await expect.poll(async () => (await texts(page)).join(' ').replaceAll('  ', ' ')).toContain(word);
      for (const row of await rows(page)) {
        const first = row.text.split(' ').slice(0, 2).join(' ');
        const known = before.get(first);
        if (known && i > 1) expect(Math.abs(row.left - known.left)).toBeLessThan(1);
        if (row.text.split(' ').length > 2) before.set(first, row);
      }
    }
    await expect.poll(async () => (await texts(page)).at(-1)).toMatch(/of you\.$/);
    const final = await rows(page);
    const lines = [
      { id: 'r-0-0', text: grown.slice(1, grown.indexOf('. ') + 1), speaker: null },
      { id: 'r-0-1', text: grown.slice(grown.indexOf('. ') + 2), speaker: null },
    ];
    show({ phrase: null, lines: [...shown.lines, ...lines] });
    show({ phrase: { id: 'r-1', committed: '', tentative: ' More' } });
    await expect.poll(async () => (await texts(page)).at(-1)).toBe('More');
    const after = await rows(page);
    expect(after.slice(0, -1)).toEqual(final.slice(-2));
    expect((page as unknown as { problems: string[] }).problems).toEqual([]);
    await page.close();
  });

  test('style comes from the query, within limits; the page is transparent; words are never markup', async () => {
    shown = { lines: [], phrase: null };
    const page = await open('font_size=9999&color=ffff00&bg=url(x)&bg_opacity=50&outline=3&align=right&lines=1&upper=1&hold=0');
    const text = '<img src=x onerror=alert(1)> straße';
    show({ phrase: { id: 'h-0', committed: text, tentative: '' } });
    await expect.poll(() => texts(page)).toHaveLength(1);
    expect(await page.locator('img, #box script').count()).toBe(0);
    const style = await page.locator('#box').evaluate((box) => {
      const row = box.querySelector('.row');
      const { fontSize, color } = getComputedStyle(box);
      return { fontSize, color, row: row ? getComputedStyle(row).backgroundColor : '', body: getComputedStyle(document.body).backgroundColor };
    });
    expect(style).toMatchObject({ fontSize: '160px', color: 'rgb(255, 255, 0)', body: 'rgba(0, 0, 0, 0)' });
    expect(style.row).toMatch(/0\.5\)$/);
    await page.close();
  });

  test('a look that is changed while captions run is there at once; words that were not heard well are dimmer', async () => {
    shown = { lines: [], phrase: null };
    const page = await open('hold=0');
    const text = 'We sail at noon and nobody knows where the harbour is';
    show({ phrase: { id: 'w-0', committed: text, tentative: '', sure: text.split(' ').map((word) => (word === 'noon' ? 0.2 : 0.9)) } });
    await expect.poll(async () => (await texts(page)).join(' ')).toBe(text);
    const dimmed = () => page.evaluate(() => Array.from(document.querySelectorAll<HTMLElement>('.row span'), (word) => [word.textContent.trim(), Number(word.style.opacity)]));
    expect(await dimmed()).toEqual([]);
    style = OverlayStyle.parse({ fade: true, upper: true, size: 44, font: 'readable', lines: 6, colour: '#ffee00', outline: 0, opacity: 100 });
    restyled.notify();
    await expect.poll(async () => (await texts(page)).join(' ')).toBe(text.toUpperCase());
    expect(await dimmed()).toEqual([['NOON', expect.closeTo(0.5875, 3)]]);
    const drawn = await page.locator('#box').evaluate((box) => {
      const { fontSize, color, fontFamily } = getComputedStyle(box);
      return { fontSize, color, fontFamily, loaded: [...document.fonts].some(({ status }) => status === 'loaded') };
    });
    expect(drawn).toMatchObject({ fontSize: '44px', color: 'rgb(255, 238, 0)', loaded: true });
    expect(drawn.fontFamily).toContain('Lexend');
    expect((page as unknown as { problems: string[] }).problems).toEqual([]);
    style = OverlayStyle.parse({});
    restyled.notify();
    await page.close();
  });

  test('a translation stands below the text, or in its place, as the look has it', async () => {
    shown = { lines: [], phrase: null };
    const [below, alone, off] = await Promise.all(['below', 'alone', 'off'].map((way) => open(`hold=0&lines=4&translation=${way}`)));
    show({ phrase: { id: 't-0', committed: 'We sail', tentative: 'at', translation: 'Wir' } });
    await expect.poll(() => texts(below!)).toEqual(['We sail at', 'Wir']);
    await expect.poll(() => texts(alone!)).toEqual(['Wir']);
    await expect.poll(() => texts(off!)).toEqual(['We sail at']);
    show({ phrase: null, lines: [{ id: 't-0-0', text: 'We sail at noon.', speaker: null, translation: 'Wir segeln mittags.' }] });
    await expect.poll(() => texts(below!)).toEqual(['We sail at noon.', 'Wir segeln mittags.']);
    await expect.poll(() => texts(alone!)).toEqual(['Wir segeln mittags.']);
    await expect.poll(() => texts(off!)).toEqual(['We sail at noon.']);
    for (const page of [below, alone, off]) await page?.close();
  });

  test('text goes when nothing is said for the time to hold, and the page finds a host that comes back', async () => {
    shown = { lines: [], phrase: null };
    const page = await open('hold=0.3');
    show({ phrase: { id: 'a-0', committed: 'Once', tentative: '' } });
    await expect.poll(() => texts(page)).toEqual(['Once']);
    await expect.poll(() => texts(page)).toEqual([]);
    await overlay.close();
    overlay = createOverlay(home, source, styles);
    await overlay.resume();
    await expect
      .poll(async () => {
        show({ phrase: { id: `b-${Date.now()}`, committed: 'Again', tentative: '' } });
        return (await texts(page)).includes('Again');
      })
      .toBe(true);
    await page.close();
  });
});
