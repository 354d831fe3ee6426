import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phonemeData } from '../native-models/catalog/phonemeData.ts';
import { voiceModel } from '../native-models/catalog/voiceModel.ts';
import { axeViolations } from './support/axeViolations.ts';
import { chatPage } from './support/chatPage.ts';
import { childProcesses } from './support/childProcesses.ts';
import { findChromium } from './support/findChromium.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';
import { starterFolder } from './support/starterFolder.ts';
import { startHost, type RunningHost } from './support/startHost.ts';

/** A voice loads in a second here, and in minutes on a crowded machine. */
const HEARD = { timeout: 120_000 };
const PICTURES = join(import.meta.dirname, '../out/pictures');

const chromium = findChromium();
if (!chromium) loudSkip('reading aloud', 'no Chromium was found');
const models = chromium ? await starterFolder('readAloud', 'reading aloud with the real voice') : null;

/** A sound as it was given to the browser, in the order it was: when it is due, and how long and loud it is. */
interface Heard {
  readonly at: number;
  readonly seconds: number;
  readonly level: number;
}

/** Notes what the page plays. */
async function noteSounds(page: Page): Promise<() => Promise<Heard[]>> {
  await page.addInitScript(() => {
    const heard: Heard[] = [];
    Object.assign(globalThis, { heard });
    const start = Reflect.get(AudioBufferSourceNode.prototype, 'start');
    AudioBufferSourceNode.prototype.start = function (at = 0) {
      const samples = this.buffer?.getChannelData(0) ?? new Float32Array();
      const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
      heard.push({ at, seconds: this.buffer?.duration ?? 0, level });
      start.call(this, at);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}

describe.skipIf(!chromium || !models)('a message is read aloud by the real voice', () => {
  const SAID = 'Hello there. The **river** keeps its bed for a very long time, and nobody remembers every drop of water.';
  const LONG = Array.from({ length: 40 }, (_, index) => `This is sentence number ${index + 1} of a long story.`).join(' ');
  let home: Home;
  let host: RunningHost;
  let browser: Browser;

  beforeAll(async () => {
    home = await prepareTinyHome();
    host = await startHost(home.path, { env: { HEADWATER_SPEECH_MODELS: models ?? '' } });
    browser = await openBrowser(chromium as string);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await home?.remove();
  });

  test('to its end, one chunk after the other; Escape ends a longer one in the midst of it', async () => {
    const page = await browser.newPage();
    const heard = await noteSounds(page);
    const chat = chatPage(page);
    await chat.open(host.address);
    await chat.answered(() => chat.say(SAID));
    const message = page.locator('article.user').last();
    await message.hover();
    await message.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(async () => (await heard()).length, HEARD).toBeGreaterThan(0);
    await message.getByRole('button', { name: 'Read aloud' }).waitFor(HEARD);
    const sounds = await heard();
    const seconds = sounds.reduce((sum, sound) => sum + sound.seconds, 0);
    // Twenty words: nobody says them in less than four seconds, or needs fifteen.
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(15);
    expect(sounds.every(({ level }) => level > 0.01)).toBe(true);
    expect(sounds.slice(1).every(({ at }, index) => at >= sounds[index]!.at + sounds[index]!.seconds - 1e-6)).toBe(true);

    await chat.answered(() => chat.say(LONG));
    await message.hover();
    await message.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(async () => (await heard()).length, HEARD).toBeGreaterThan(sounds.length + 1);
    await page.keyboard.press('Escape');
    await message.getByRole('button', { name: 'Read aloud' }).waitFor();
    expect((await heard()).length - sounds.length).toBeLessThan(30);
    await page.close();
  });

  test('when its process is killed, the message says so; the next time it is read by another one', async () => {
    const page = await browser.newPage();
    const heard = await noteSounds(page);
    const chat = chatPage(page);
    await chat.open(host.address);
    await chat.openNewest();
    await chat.answered(() => chat.say(LONG));
    const message = page.locator('article.user').last();
    await message.hover();
    await message.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(async () => (await heard()).length, HEARD).toBeGreaterThan(0);
    const processes = childProcesses(host.process.pid as number, 'speech/process');
    expect(processes).toHaveLength(1);
    process.kill(processes[0] as number, 'SIGKILL');
    await page.getByText('The voice stopped unexpectedly and is started again.').waitFor(HEARD);
    const before = (await heard()).length;
    await message.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(async () => (await heard()).length, HEARD).toBeGreaterThan(before);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.keyboard.press('Escape');
    await message.getByRole('button', { name: 'Read aloud' }).waitFor();
    await page.close();
  });
});

describe.skipIf(!chromium)('how reading aloud looks', () => {
  let scripted: ScriptedHost;
  let browser: Browser;

  beforeAll(async () => {
    await mkdir(PICTURES, { recursive: true });
    scripted = await scriptedHost();
    browser = await openBrowser(chromium as string);
    scripted.host.addConversation('Rivers', [
      'Why do rivers bend?',
      'Water on the outside of a curve runs faster and takes soil with it; on the inside it slows down and drops what it carries. So a bend that has begun grows by itself, until the river cuts through its neck and leaves an old arm behind.',
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await scripted?.close();
  });

  test.each(['light', 'dark'] as const)('%s: the question before the first time, progress, the message that is read', async (colorScheme) => {
    const { voice } = scripted.host;
    const infos = [phonemeData.info, voiceModel.info];
    voice.setStatus({ phase: 'absent', models: infos.map(({ downloadBytes: bytes, ...info }) => ({ ...info, bytes, present: false })) });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    page.on('pageerror', (error) => problems.push(error.message));
    const picture = (what: string) => page.screenshot({ path: join(PICTURES, `read-aloud-${what}-${colorScheme}.png`) });
    const chat = chatPage(page);
    await chat.open(scripted.address);
    await chat.openNewest();

    await chat.answer.getByRole('button', { name: 'Read aloud' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Read aloud' });
    await dialog.getByText('Licence: GPL-3.0-or-later').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture('question');
    await dialog.getByRole('button', { name: /^Get/ }).click();
    await dialog.getByRole('progressbar').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture('progress');
    voice.setStatus({ phase: 'ready', progress: null });
    const stop = chat.answer.getByRole('button', { name: 'Stop reading' });
    await stop.waitFor();
    await dialog.waitFor({ state: 'hidden' });
    // The focus is back where it was, on what stops it.
    await expect.poll(() => stop.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await picture('reading');
    await page.setViewportSize({ width: 420, height: 800 });
    await picture('narrow');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('article.user').hover();
    await page.locator('article.user').getByRole('button', { name: 'Read aloud' }).click();
    await page.mouse.move(0, 0);
    await picture('own-message');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('button', { name: 'Stop reading' }).count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });
});
