import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from './support/findChromium.ts';
import { loudness } from './support/loudness.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareHome } from './support/prepareHome.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';
import { spokenClip } from './support/spokenClip.ts';
import { starterFolder } from './support/starterFolder.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { talkPage } from './support/talkPage.ts';

const RATE = 16_000;
/** Hearing, thinking and speaking take seconds here and minutes on a crowded machine. */
const SLOW = { timeout: 170_000 };
const QUESTION = 'Can you tell me a long story about a river and its bed?';

const chromium = findChromium();
if (!chromium) loudSkip('voice', 'no Chromium was found');
const models = chromium ? await starterFolder('voice', 'voice with the real models') : null;
const home: Home | null = models ? await prepareHome({ maxAnswerTokens: 200 }) : null;
const folder = await mkdtemp(join(tmpdir(), 'headwater-voice-'));
/** The question, time for the answer to begin, and words over it; the browser plays it again and again. */
const clip = models ? await spokenClip(folder, [QUESTION, 20, 'Wait, please stop. I want to hear about the lake.', 12]) : null;

afterAll(async () => {
  await home?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A browser whose microphone plays the clip. */
const openClipBrowser = (loop: boolean): Promise<Browser> =>
  openBrowser(chromium as string, [
    '--use-fake-device-for-media-stream',
    ...(clip ? [`--use-file-for-fake-audio-capture=${clip.file}${loop ? '' : '%noloop'}`] : []),
  ]);

describe.skipIf(!chromium)('the microphone and the loudspeaker of a conversation by voice', () => {
  let scripted: ScriptedHost;
  let browser: Browser;

  beforeAll(async () => void (browser = await openClipBrowser(true)));
  beforeEach(async () => {
    scripted = await scriptedHost();
    scripted.host.addConversation('Rivers', ['Why do rivers bend?', 'Because a bend grows.']);
    return () => scripted.close();
  });
  afterAll(() => browser?.close());

  test('what is said arrives as it is said; chunks of an answer are heard to the end, none of them twice', async () => {
    const { talk } = scripted.host.voice;
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = talkPage(await context.newPage());
    await page.open(scripted.address);
    await page.begin();
    await expect.poll(() => talk.fed.length, SLOW).toBeGreaterThan(3 * RATE);
    expect(loudness(talk.fed.slice(RATE)) / 32_768).toBeGreaterThan(0.005);
    for (let chunk = 0; chunk < 4; chunk++) talk.sound(1, 0.4);
    talk.send({ kind: 'play', run: 1, turnId: 't1' });
    await expect.poll(() => talk.played.at(-1), SLOW).toMatchObject({ run: 1, seconds: expect.closeTo(1.6) as number, ended: true });
    expect(talk.played.map(({ seconds }) => seconds)).toEqual(talk.played.map(({ seconds }) => seconds).toSorted((a, b) => a - b));
    talk.sound(1, 0.4);
    await expect.poll(() => talk.played.at(-1)?.seconds, SLOW).toBeCloseTo(2);
    expect(page.problems).toEqual([]);
    await context.close();
  });

  test('a microphone that may not be used is told of in a sentence, and nothing stays open', async () => {
    const context = await browser.newContext({ permissions: [] });
    const page = talkPage(await context.newPage());
    await page.open(scripted.address);
    await page.button('Speak').click();
    await expect.poll(() => page.alert.innerText()).toMatch(/^Headwater may not use the microphone\. Allow it/);
    await page.composer.waitFor();
    expect(scripted.host.voice.talk.sessions).toEqual([]);
    await context.close();
  });

  test('a page that goes away ends it at the host', async () => {
    const { talk } = scripted.host.voice;
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = talkPage(await context.newPage());
    await page.open(scripted.address);
    await page.begin();
    await context.close();
    await expect.poll(() => talk.sessions[0]?.ended, SLOW).toBe(true);
  });
});

describe.skipIf(!clip || !home)('a conversation by voice with the real models', () => {
  let host: RunningHost;
  let browser: Browser;

  beforeAll(async () => {
    host = await startHost(home?.path as string, { env: { HEADWATER_SPEECH_MODELS: models ?? '' } });
    browser = await openClipBrowser(true);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  test('a spoken question becomes a turn, is answered aloud, and the answer ends where it was interrupted', { timeout: 900_000 }, async () => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = talkPage(await context.newPage());
    await page.open(host.address);
    await page.begin();
    // As it is understood: the river is certainly in it.
    await page.message(/river/i).first().waitFor({ timeout: 600_000 });
    await page.interrupted.first().waitFor({ timeout: 600_000 });
    const cut = page.interruptedAnswer.first();
    expect((await cut.locator('.md').innerText()).trim().length).toBeGreaterThan(0);
    await page.end();
    await page.composer.waitFor();
    expect(await page.page.getByRole('group', { name: 'Microphone' }).count()).toBe(0);
    await context.close();
  });
});
