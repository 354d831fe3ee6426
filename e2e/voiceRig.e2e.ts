import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { base64OfBytes } from '../app/captions/base64OfBytes.ts';
import { findChromium } from './support/findChromium.ts';
import { loudness } from './support/loudness.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import { prepareHome } from './support/prepareHome.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';
import { hasSoundRig, openSoundRig, ROOM_RATE, type SoundRig } from './support/soundRig.ts';
import { LEAD, spokenClip } from './support/spokenClip.ts';
import { starterFolder } from './support/starterFolder.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { talkPage } from './support/talkPage.ts';

const RATE = 16_000;
/** A canceller needs sound that flows: with more left out than this, in seconds, nothing can be said about it. */
const MOST_GAPS = 0.05;
/** Where much else runs, the canceller loses the room at times and learns it again: so many stretches of two seconds it gets. */
const STRETCHES = 6;
const STORY =
  'The river keeps its bed for a very long time, and nobody remembers every drop of water that came down from the hills. It bends because it has bent before. ' +
  'On the outside the water runs faster and takes the soil with it, and on the inside it slows down and drops what it carries.';

const chromium = findChromium();
const rigged = hasSoundRig();
if (!chromium) loudSkip('voice in a room with an echo', 'no Chromium was found');
else if (!rigged) loudSkip('voice in a room with an echo', 'PulseAudio was not found (apt-get install pulseaudio pulseaudio-utils)');
const folder = await mkdtemp(join(tmpdir(), 'headwater-room-'));
const speak = (text: string, name: string) => (chromium && rigged ? spokenClip(folder, [text], name) : null);
const story = await speak(`${STORY} ${STORY}`, 'story');
const question = story && (await speak('Can you tell me a long story about a river and its bed?', 'question'));
const person = question && (await speak('Wait, please stop. I want to hear about the lake.', 'person'));
const models = person && (await starterFolder('voice', 'voice in a room, with the real models'));
const home = models ? await prepareHome({ maxAnswerTokens: 200 }) : null;

afterAll(async () => {
  await home?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Seconds of exact silence in the midst of sound, in pieces of 5 ms and more: where a crowded machine left some out. */
function gapsIn(samples: Float32Array): number {
  let [silent, gaps] = [0, 0];
  for (const sample of samples) {
    if (sample === 0) silent++;
    else {
      if (silent >= ROOM_RATE / 200) gaps += silent / ROOM_RATE;
      silent = 0;
    }
  }
  return gaps;
}

/** Notes when the page turns its loudspeaker down or up, and to what: milliseconds of its clock, and the gain. */
async function noteGains(page: Page): Promise<() => Promise<[number, number][]>> {
  await page.addInitScript(() => {
    const gains: [number, number][] = [];
    Object.assign(globalThis, { gains });
    const ramp = Reflect.get(AudioParam.prototype, 'linearRampToValueAtTime');
    AudioParam.prototype.linearRampToValueAtTime = function (value, at) {
      gains.push([performance.now(), value]);
      return ramp.call(this, value, at);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { gains: [number, number][] }).gains);
}

describe.skipIf(!story || !person)('in a room where the microphone hears the loudspeaker', () => {
  let scripted: ScriptedHost;
  let rig: SoundRig;
  let browser: Browser;

  beforeAll(async () => {
    scripted = await scriptedHost();
    rig = await openSoundRig();
    browser = await openBrowser(chromium as string, ['--use-fake-ui-for-media-stream'], rig.env);
  });
  afterAll(async () => {
    await browser?.close();
    await rig?.close();
    await scripted?.close();
  });

  test('its own voice is taken out of what the host hears, a person who speaks over it is not; it falls silent when it is told', async ({ skip }) => {
    const { talk } = scripted.host.voice;
    const page = talkPage(await browser.newPage());
    await page.open(scripted.address);
    await page.begin();
    await expect.poll(() => talk.fed.length).toBeGreaterThan(RATE);
    const hear = async (seconds: number): Promise<number> => {
      const from = talk.fed.length;
      await expect.poll(() => talk.fed.length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(from + seconds * RATE);
      return loudness(talk.fed.slice(from, from + seconds * RATE)) / 32_768;
    };
    const recording = await rig.record();
    talk.send({ kind: 'sound', run: 1, from: 0, to: STORY.length, samples: base64OfBytes(story!.samples), sampleRate: story!.sampleRate });
    talk.send({ kind: 'play', run: 1, turnId: 'answer' });
    talk.state('speaking');
    // The canceller needs a moment to learn the room.
    await hear(3.5);
    const { samples } = story!;
    const loud = loudness(new Int16Array(samples.buffer, samples.byteOffset, samples.length >> 1)) / 32_768;
    let echo = await hear(2);
    for (let stretch = 1; stretch < STRETCHES && echo > loud / 10; stretch++) echo = await hear(2);
    const said = rig.say(person!.file);
    await hear(1);
    const both = await hear(1);
    talk.send({ kind: 'duck' });
    await hear(0.3);
    const sentAt = await recording.samples();
    talk.send({ kind: 'silence' });
    await said;
    await sleep(500);
    const room = await recording.stop();
    const last = room.browser.findLastIndex((sample) => sample !== 0);
    const played = loudness(room.browser.subarray(last - 6 * ROOM_RATE, last - 2 * ROOM_RATE));
    const first = room.browser.findIndex((sample) => sample !== 0);
    const sounded = (last - first) / ROOM_RATE;
    const gaps = gapsIn(room.browser.subarray(first, last));
    process.stdout.write(
      `room: played ${played.toFixed(4)}, heard of it ${echo.toFixed(4)} (${(20 * Math.log10(echo / played)).toFixed(0)} dB), gaps ${gaps.toFixed(2)} s, with a person ${both.toFixed(4)}; ` +
        `silent ${((1_000 * (last - sentAt)) / ROOM_RATE).toFixed(0)} ms after the host said so; of ${story!.seconds.toFixed(1)} s it sounded ${(sounded + LEAD).toFixed(2)} s, ` +
        `and the window told ${talk.played.at(-1)!.seconds.toFixed(2)} s\n`,
    );
    // Far less than the story was heard, and nothing after it.
    expect(sounded).toBeLessThan(story!.seconds - 2);
    expect(played).toBeGreaterThan(0.01);
    if (gaps > MOST_GAPS) {
      loudSkip('that its own voice is cancelled', `this machine is too busy to play without gaps (${gaps.toFixed(2)} s)`);
      skip();
    }
    expect(echo).toBeLessThan(played / 10);
    expect(both).toBeGreaterThan(5 * echo);
    expect(page.problems).toEqual([]);
    await page.page.close();
  });
});

describe.skipIf(!person || !home)('in that room, with the real models', () => {
  let host: RunningHost;
  let rig: SoundRig;
  let browser: Browser;

  beforeAll(async () => {
    host = await startHost(home?.path as string, { env: { HEADWATER_SPEECH_MODELS: models ?? '' } });
    rig = await openSoundRig();
    browser = await openBrowser(chromium as string, ['--use-fake-ui-for-media-stream'], rig.env);
  });
  afterAll(async () => {
    await browser?.close();
    await rig?.close();
    await host?.stop();
  });

  test('an answer is not interrupted by itself, and is by a person who speaks over it', { timeout: 900_000 }, async ({ skip }) => {
    const page = talkPage(await browser.newPage());
    const gains = await noteGains(page.page);
    await page.open(host.address);
    await page.begin();
    await rig.say(question!.file);
    await page.message(/river/i).first().waitFor({ timeout: 300_000 });
    const recording = await rig.record();
    await page.shown('Speaking', 300_000);
    await sleep(5_000);
    // What is left of its echo before cancellation has learnt the room may sound like somebody: it comes back to its full sound.
    await expect.poll(async () => (await gains()).at(-1)?.[1], { timeout: 60_000 }).toBe(1);
    const alarms = (await gains()).filter(([, gain]) => gain < 1).length;
    // By itself it neither stopped nor began a turn: nobody spoke.
    expect({ cut: await page.interrupted.count(), said: await page.message(/./).count() }).toEqual({ cut: 0, said: 1 });
    await rig.say(person!.file);
    const isInterrupted = await page.interrupted.first().waitFor({ timeout: 120_000 }).then(() => true, () => false);
    // The room is heard a little later; the next answer does not begin so soon.
    await sleep(300);
    const room = await recording.stop();
    const onset = room.person.findIndex((sample) => Math.abs(sample) > 0.01);
    const all = await gains();
    const [silenced] = all.findLast(([, gain]) => gain === 0) ?? [0];
    const [ducked] = all.findLast(([, gain]) => gain > 0 && gain < 1) ?? [silenced];
    // Silence is seen in the room, and the quieter voice came before it by the page's clock.
    const last = room.browser.findLastIndex((sample) => sample !== 0);
    const toSilence = (1_000 * (last - onset)) / ROOM_RATE;
    const gaps = gapsIn(room.browser.subarray(room.browser.findIndex((sample) => sample !== 0), onset));
    if (!isInterrupted && gaps > MOST_GAPS) {
      loudSkip('that a person interrupts an answer in a room', `this machine is too busy to play without gaps (${gaps.toFixed(2)} s)`);
      skip();
    }
    expect(isInterrupted).toBe(true);
    process.stdout.write(`room, real models: quieter ${(toSilence - (silenced - ducked)).toFixed(0)} ms after the person began, silent after ${toSilence.toFixed(0)} ms; before, quieter ${alarms} times over its own echo, gaps ${gaps.toFixed(2)} s\n`);
    expect((await page.interruptedAnswer.first().locator('.md').innerText()).trim().length).toBeGreaterThan(0);
    await page.end();
    await page.composer.waitFor();
    await page.page.close();
  });
});
