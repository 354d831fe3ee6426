import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCaptionsJson } from '../app/captions/parseCaptionsJson.ts';
import { parseSrt } from '../app/captions/parseSrt.ts';
import { parseVtt } from '../app/captions/parseVtt.ts';
import { axeViolations } from './support/axeViolations.ts';
import { childProcesses } from './support/childProcesses.ts';
import { captionsPage } from './support/captionsPage.ts';
import { findChromium } from './support/findChromium.ts';
import { openBrowser } from './support/openBrowser.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { spokenClip } from './support/spokenClip.ts';
import { starterFolder } from './support/starterFolder.ts';
import { startHost, type RunningHost } from './support/startHost.ts';

const SENTENCES = ['The river keeps its bed for a very long time.', 'Nobody remembers every drop of water.', 'Then who decides what is worth keeping?'];
/** Speech becomes text in seconds here, and in minutes on a crowded machine. */
const HEARD = { timeout: 120_000 };
const PICTURES = join(import.meta.dirname, '../out/pictures');

const chromium = findChromium();
const models = chromium ? await starterFolder('captions', 'captions from speech to text') : null;
const folder = await mkdtemp(join(tmpdir(), 'headwater-captions-'));
const clip = models ? await spokenClip(folder, SENTENCES) : null;
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The words of a text, as a person would count them. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

/** How many of the words that were said are there. */
function heard(text: string): number {
  const there = new Set(wordsOf(text));
  const said = SENTENCES.flatMap(wordsOf);
  return said.filter((word) => there.has(word)).length / said.length;
}

describe.skipIf(!chromium || !models || !clip)('captions, from speech to files', () => {
  let home: Home;
  let host: RunningHost;
  let browser: Browser;
  let page: Page;
  let overlay: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    await mkdir(PICTURES, { recursive: true });
    home = await prepareTinyHome();
    host = await startHost(home.path, { env: { HEADWATER_SPEECH_MODELS: models as string } });
    browser = await openBrowser(chromium as string, [
      '--use-fake-device-for-media-stream',
      // Over and over, for as long as it is recorded.
      `--use-file-for-fake-audio-capture=${clip?.file}`,
    ]);
    const context = await browser.newContext({ permissions: ['microphone', 'clipboard-read', 'clipboard-write'], viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await home?.remove();
  });

  async function exported(words: string): Promise<string> {
    await captionsPage(page).button('Export').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: words }).click()]);
    return readFile(await download.path(), 'utf8');
  }

  test('models that are on this computer are made ready by themselves, and this machine is measured', async () => {
    const captions = captionsPage(page);
    await captions.open(host.address);
    await captions.button('Start captions').waitFor({ timeout: 170_000 });
    await captions.button('Check this machine').click();
    await page.getByText(/This machine needs \d+\.\d+ s for each second of speech/).waitFor(HEARD);
  });

  test('what is said into the microphone is seen as it comes; what was committed never changes; the overlay shows it too', async () => {
    const captions = captionsPage(page);
    await page.evaluate(() => {
      const seen: string[][] = [];
      Object.assign(globalThis, { seen });
      const read = (selector: string): string => document.querySelector(`.phrase ${selector}`)?.textContent ?? '';
      const look = (): void => void (document.querySelector('.phrase') && seen.push([read('.caption-time'), read('.committed'), read('.tentative')]));
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const seen = (): Promise<[string, string, string][]> => page.evaluate(() => (globalThis as unknown as { seen: [string, string, string][] }).seen);
    await page.getByRole('switch', { name: 'Keep the sound' }).check();
    await captions.start('River');
    await captions.button('Overlay and live text').click();
    const address = await page.locator('.overlay-address').innerText();
    await page.keyboard.press('Escape');
    overlay = await page.context().newPage();
    await overlay.goto(address);
    await page.bringToFront();
    await page.screenshot({ path: join(PICTURES, 'captions-listening.png') });

    await expect.poll(async () => (await seen()).some(([, , tentative]) => tentative !== ''), HEARD).toBe(true);
    await captions.tentative.filter({ hasText: /\w/ }).waitFor(HEARD);
    await page.screenshot({ path: join(PICTURES, 'captions-live.png') });
    await expect.poll(async () => heard((await captions.lines.allInnerTexts()).join(' ')), HEARD).toBeGreaterThan(0.75);
    await expect.poll(async () => heard(await overlay.locator('body').innerText()), HEARD).toBeGreaterThan(0.2);
    await overlay.screenshot({ path: join(PICTURES, 'captions-overlay.png') });
    await captions.stop();

    const committed = (await seen()).filter(([, text]) => text !== '');
    for (const [index, [time, text]] of committed.entries()) {
      const [before, shorter] = committed[index - 1] ?? [];
      if (time === before) expect(text.startsWith(shorter ?? '')).toBe(true);
    }
  });

  test('a line is corrected and stays so after the page is loaded again; words are found', async () => {
    const captions = captionsPage(page);
    await captions.lines.first().hover();
    await page.getByRole('button', { name: 'Correct this line' }).first().click();
    await page.getByRole('textbox', { name: 'Correct this line' }).fill('The river kept its bed.');
    await page.keyboard.press('Enter');
    await page.getByText('The river kept its bed. edited').waitFor();
    await page.reload();
    await captions.openRecording('River');
    await page.getByText('The river kept its bed. edited').waitFor();

    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox', { name: 'Find in this recording' }).fill('kept');
    await page.getByText('1 of 1').waitFor();
    expect(await page.locator('mark').allInnerTexts()).toEqual(['kept']);
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search all recordings' }).fill('kept');
    await page.getByRole('list', { name: 'Found lines' }).getByRole('button').first().click();
    await page.getByRole('searchbox', { name: 'Search all recordings' }).fill('');
  });

  test('every form of export has the words, and can be read again', async () => {
    const files = { srt: await exported('Subtitles (SRT)'), vtt: await exported('Subtitles (WebVTT)'), json: await exported('JSON, with the time of each word') };
    const cues = { srt: parseSrt(files.srt), vtt: parseVtt(files.vtt) };
    for (const all of Object.values(cues)) {
      expect(heard(all.flatMap(({ rows }) => rows).join(' '))).toBeGreaterThan(0.7);
      for (const { rows } of all) for (const row of rows) expect(row.length).toBeLessThanOrEqual(42);
    }
    expect(cues.srt.map(({ startMs }) => startMs)).toEqual(cues.vtt.map(({ startMs }) => startMs));
    const { title, lines } = parseCaptionsJson(files.json);
    expect(title).toBe('River');
    expect(lines[0]).toMatchObject({ text: 'The river kept its bed.', edited: true });
    expect(await exported('Plain text')).toContain('The river kept its bed.');
    expect(await exported('Markdown, with times')).toMatch(/River[^]*The river kept its bed\./);
  });

  test('kept sound is played from a line, and a line becomes a question in the chat', async () => {
    const captions = captionsPage(page);
    await captions.lines.last().hover();
    await page.getByRole('button', { name: 'Play from here' }).last().click();
    await captions.button(/^Stop playing/).waitFor();
    await captions.button(/^Stop playing/).click();
    await captions.lines.first().hover();
    await page.getByRole('button', { name: 'Ask about this line' }).first().click();
    const composer = page.getByRole('textbox', { name: 'Message', exact: true });
    await expect.poll(() => composer.inputValue()).toMatch(/^From the recording “River”, 0:0\d:\n\n> The river kept its bed\.\n\n$/);
    await captions.button('Captions').click();
  });

  test('a file is written down by itself, to its end', async () => {
    const captions = captionsPage(page);
    await captions.startNew();
    await captions.chooseFile(clip?.file as string);
    await captions.start();
    await page.getByRole('heading', { name: 'clip' }).waitFor();
    await captions.button('Stop').waitFor({ state: 'hidden', ...HEARD });
    expect(heard((await captions.lines.allInnerTexts()).join(' '))).toBeGreaterThan(0.75);
    expect(problems).toEqual([]);
    await captions.openRecording('River');
  });

  test('a hearing process that is killed in mid-phrase comes back by itself; the person is told, and the lines go on', async () => {
    const captions = captionsPage(page);
    await captions.startNew();
    await captions.choose('Microphone');
    await captions.start('Killed');
    await captions.tentative.filter({ hasText: /\w/ }).waitFor(HEARD);
    const [hearing] = childProcesses(host.process.pid ?? 0, 'hearing/process');
    process.kill(hearing ?? Number.NaN, 'SIGKILL');
    await page.getByText(/^Captions were interrupted and go on/).waitFor(HEARD);
    const before = await captions.lines.count();
    await expect.poll(() => captions.lines.count(), HEARD).toBeGreaterThan(before + 1);
    await captions.stop();
    expect(problems).toEqual([]);
    await captions.openRecording('River');
  });

  test('everything can be reached by the keyboard, and focus can be seen', async () => {
    const reached = new Set<string>();
    await page.getByRole('heading', { name: 'River' }).click();
    await page.keyboard.press('Escape');
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        if (!element || element === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const parent = element.parentElement ? getComputedStyle(element.parentElement) : null;
        const visible = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || parent?.boxShadow !== 'none';
        return { name: element.getAttribute('aria-label') ?? element.innerText.trim(), visible };
      });
      if (!focused) continue;
      expect(focused).toMatchObject({ visible: true });
      reached.add(focused.name);
    }
    const wanted = ['Captions', 'Search all recordings', 'Find in this recording', 'Overlay and live text', 'Export', 'More', '0:00', 'Play from here', 'Correct this line'];
    for (const name of wanted) expect([...reached]).toContain(name);
  });

  test.each(['light', 'dark'] as const)('in %s, axe finds nothing and nothing is cut off', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const viewport of [{ width: 1280, height: 800 }, { width: 900, height: 600 }]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: join(PICTURES, `captions-${colorScheme}-${viewport.width}x${viewport.height}.png`) });
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });

  test('a recording is deleted, brought back, and nothing was wrong in the page', async () => {
    const captions = captionsPage(page);
    await page.locator('button[data-recording]', { hasText: 'River' }).focus();
    await page.keyboard.press('Delete');
    await captions.button('Start captions').waitFor();
    await captions.button('Undo').click();
    await captions.openRecording('River');
    await page.getByText('The river kept its bed. edited').waitFor();
    expect(problems).toEqual([]);
  });
});
