import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bytesOfBase64 } from '../app/captions/bytesOfBase64.ts';
import { captionsPage } from './support/captionsPage.ts';
import { findChromium } from './support/findChromium.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';
import { toneWav } from './support/toneWav.ts';

const RATE = 16_000;
const TONE = 440;
const FIXTURES = join(import.meta.dirname, '../renderer/capture/files/fixtures');
const chromium = findChromium();

/** Within so many samples an audio graph on a crowded machine may leave quanta out while it starts. */
const STARTING = RATE / 4;

/**
 * What the window handed over. It must follow without a gap, but for the start, and for sound that is played while it is
 * heard: a crowded machine leaves some out, which is marked by its place and comes out as silence here.
 */
function soundOf({ host }: ScriptedHost, { mayLack = false } = {}): Int16Array {
  const samples: number[] = [];
  for (const [at, text] of host.captions.fed) {
    if (mayLack || at < STARTING) while (samples.length < at) samples.push(0);
    expect(at).toBe(samples.length);
    for (const sample of new Int16Array(bytesOfBase64(text).buffer)) samples.push(sample);
  }
  return Int16Array.from(samples);
}

/**
 * The tone of a sound in hertz: of each fifth of a second, its rising zero crossings; of those the median, for a crowded
 * machine plays with pauses.
 */
function pitchOf(samples: Int16Array): number {
  const length = RATE / 5;
  const pitches = Array.from({ length: Math.floor(samples.length / length) }, (_, part) => {
    const piece = samples.subarray(part * length, (part + 1) * length);
    return 5 * piece.filter((sample, index) => index > 0 && piece[index - 1]! < 0 && sample >= 0).length;
  });
  return pitches.toSorted((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? 0;
}

if (!chromium) loudSkip('capture of sound', 'no Chromium was found');

describe.skipIf(!chromium)('capture, in the real browser under the real policy', () => {
  let folder: string;
  let scripted: ScriptedHost;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headwater-capture-'));
    await writeFile(join(folder, 'microphone.wav'), toneWav(TONE, 4, 44_100));
    await writeFile(join(folder, 'short.wav'), toneWav(TONE, 3, 48_000));
    await writeFile(join(folder, 'long.wav'), toneWav(TONE, 3 * 60, 8_000));
    await writeFile(join(folder, 'words.wav'), 'This is no sound at all.');
    scripted = await scriptedHost();
    browser = await openBrowser(chromium as string, [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${join(folder, 'microphone.wav')}`,
    ]);
  });
  beforeEach(() => void (scripted.host.captions.fed.length = 0));
  afterAll(async () => {
    await browser?.close();
    await scripted?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A page, with what it complained about. */
  async function open(permissions: string[]) {
    const context = await browser.newContext({ permissions });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    page.on('pageerror', (error) => problems.push(error.message));
    const captions = captionsPage(page);
    await captions.open(scripted.address);
    return { captions, context, problems };
  }

  test('a microphone of 44.1 kHz arrives as 16 kHz without a gap, with its pitch; the meter moves', async () => {
    const { captions, context, problems } = await open(['microphone']);
    await captions.start('Tone');
    await expect.poll(() => scripted.host.captions.fed.length).toBeGreaterThan(8);
    expect(Number(await captions.page.getByRole('meter', { name: 'Level' }).getAttribute('aria-valuenow'))).toBeGreaterThan(50);
    await captions.page.getByRole('group', { name: 'Recording' }).waitFor();
    await captions.stop();
    const sound = soundOf(scripted);
    // The first moments belong to the device's start and the echo canceller's.
    expect(Math.abs(pitchOf(sound.subarray(RATE)) - TONE)).toBeLessThanOrEqual(5);
    expect(scripted.host.captions.recordings.find(({ title }) => title === 'Tone')?.live).toBe(false);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('in a small window it is seen all the same: from where, how loud, how far behind, and how to stop', async () => {
    const { captions, context, problems } = await open(['microphone']);
    await captions.start('A lecture with quite a long name on rivers');
    for (const [width, height] of [[900, 600], [720, 480], [1_280, 800]] as const) {
      await captions.page.setViewportSize({ width, height });
      const shown = [captions.page.getByRole('meter', { name: 'Level' }), captions.button(/^Microphone: /), captions.page.getByText(/^Recording \d/), captions.page.getByText(/ s behind$/), captions.button('Stop'), captions.button('Export')];
      const boxes = await Promise.all(shown.map((one) => one.first().boundingBox()));
      for (const [index, box] of boxes.entries()) {
        expect(box, `${index} at ${width}`).not.toBeNull();
        expect(box!.x + box!.width, `${index} at ${width}`).toBeLessThanOrEqual(width);
        // None lies over another.
        for (const other of boxes.slice(0, index)) expect(box!.x >= other!.x + other!.width || other!.x >= box!.x + box!.width || box!.y >= other!.y + other!.height || other!.y >= box!.y + box!.height, `${index} at ${width}`).toBe(true);
      }
    }
    await captions.stop();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a short file is read faster than it plays, and every sample of it arrives', async () => {
    const { captions, context, problems } = await open([]);
    await captions.chooseFile(join(folder, 'short.wav'));
    await captions.start();
    await expect.poll(() => scripted.host.captions.recordings.find(({ title }) => title === 'short')?.live).toBe(false);
    const sound = soundOf(scripted);
    expect(sound.length).toBe(3 * RATE);
    expect(Math.abs(pitchOf(sound) - TONE)).toBeLessThanOrEqual(5);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a long file is read piece by piece, faster than it plays, and every sample of it arrives', async () => {
    const { captions, context, problems } = await open([]);
    await captions.chooseFile(join(folder, 'long.wav'));
    await captions.start('Long');
    await captions.page.getByText(/^\d+ %/).waitFor();
    await expect.poll(() => scripted.host.captions.recordings.find(({ title }) => title === 'Long')?.live, { timeout: 120_000 }).toBe(false);
    const [at = 0, text = ''] = scripted.host.captions.fed.at(-1) ?? [];
    expect(at + bytesOfBase64(text).length / 2).toBe(3 * 60 * RATE);
    const early = scripted.host.captions.fed.filter(([begin]) => begin < 20 * RATE).map(([, piece]) => [...new Int16Array(bytesOfBase64(piece).buffer)]);
    expect(Math.abs(pitchOf(Int16Array.from(early.flat())) - TONE)).toBeLessThanOrEqual(5);
    expect(problems).toEqual([]);
    await context.close();
  });

  test.each(['tone.mp3', 'tone.m4a', 'tone.flac', 'tone.opus', 'tone.ogg', 'tone.webm'])('%s is decoded packet by packet, without what the encoder put before it', async (name) => {
    const { captions, context, problems } = await open([]);
    // Decoding it as a whole would do it, too.
    await captions.page.evaluate(() => {
      OfflineAudioContext.prototype.decodeAudioData = () => Promise.reject(new Error('not as a whole'));
    });
    await captions.chooseFile(join(FIXTURES, name));
    await captions.start(name);
    await expect.poll(() => scripted.host.captions.recordings.find(({ title }) => title === name)?.live).toBe(false);
    const sound = soundOf(scripted);
    // Behind its end a packet is filled up with silence.
    expect(sound.length).toBeGreaterThanOrEqual(2 * RATE);
    expect(sound.length).toBeLessThan(2.1 * RATE);
    expect(Math.abs(pitchOf(sound) - TONE)).toBeLessThanOrEqual(5);
    // It begins where the tone does: from silence to its first height, a quarter of a wave later.
    expect(Math.abs(sound[0]!)).toBeLessThan(400);
    expect(sound[9]).toBeGreaterThan(2_000);
    const loud = (from: number, to: number): number => Math.max(...sound.subarray(from, to).map(Math.abs));
    expect(loud(0, 200)).toBeGreaterThan(0.5 * loud(RATE, 2 * RATE - 400));
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a long recording that is cut in its middle is kept as far as it goes, and that is said', async () => {
    await writeFile(join(folder, 'cut.mp3'), (await readFile(join(FIXTURES, 'tone.mp3'))).subarray(0, 6_000));
    const { captions, context } = await open([]);
    await captions.chooseFile(join(folder, 'cut.mp3'));
    await captions.start('Cut');
    await expect.poll(() => scripted.host.captions.recordings.find(({ title }) => title === 'Cut')?.live).toBe(false);
    await captions.page.getByText(/“cut\.mp3” ends early: \d of \d s were there\./).waitFor();
    expect(soundOf(scripted).length).toBeGreaterThan(RATE / 2);
    await context.close();
  });

  test('what cannot be read, or may not be heard, is said in a sentence, and no recording is begun', async () => {
    const before = scripted.host.captions.recordings.length;
    const { captions, context } = await open([]);
    await captions.chooseFile(join(folder, 'words.wav'));
    await captions.start();
    await expect.poll(() => captions.alert.innerText()).toMatch(/^“words\.wav” could not be read as sound\./);
    await captions.choose('Microphone');
    await captions.start();
    await expect.poll(() => captions.alert.innerText()).toMatch(/^Headwater may not use the microphone\. Allow it/);
    expect(scripted.host.captions.recordings.length).toBe(before);
    expect(scripted.host.captions.fed).toEqual([]);
    await context.close();
  });
});
