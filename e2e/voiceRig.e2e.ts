import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { base64OfBytes } from '../app/captions/base64OfBytes.ts';
import { chatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { loudness } from './support/loudness.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';
import { hasSoundRig, openSoundRig, ROOM_RATE, type SoundRig } from './support/soundRig.ts';
import { LEAD, spokenClip } from './support/spokenClip.ts';

const RATE = 16_000;
const STORY =
  'The river keeps its bed for a very long time, and nobody remembers every drop of water that came down from the hills. It bends because it has bent before. ' +
  'On the outside the water runs faster and takes the soil with it, and on the inside it slows down and drops what it carries.';

const chromium = findChromium();
const rigged = hasSoundRig();
if (!chromium) loudSkip('voice in a room with an echo', 'no Chromium was found');
else if (!rigged) loudSkip('voice in a room with an echo', 'PulseAudio was not found (apt-get install pulseaudio pulseaudio-utils)');
const folder = await mkdtemp(join(tmpdir(), 'headwater-room-'));
const clips = chromium && rigged ? await Promise.all([spokenClip(folder, [STORY], 'story'), spokenClip(folder, ['Wait, stop that. What about the lake?'], 'person')]) : [];
const [story, person] = clips;

afterAll(() => rm(folder, { recursive: true, force: true }));

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

  test('its own voice is taken out of what the host hears, a person who speaks over it is not; it falls silent when it is told', async () => {
    const { talk } = scripted.host.voice;
    scripted.host.addConversation('Rivers', ['Why do rivers bend?', 'Because a bend grows.']);
    const page = await browser.newPage();
    const chat = chatPage(page);
    await chat.open(scripted.address);
    await chat.openNewest();
    await chat.button('Speak').click();
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
    const echo = await hear(2);
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
    const sounded = (last - room.browser.findIndex((sample) => sample !== 0)) / ROOM_RATE;
    process.stdout.write(
      `room: played ${played.toFixed(4)}, heard of it ${echo.toFixed(4)} (${(20 * Math.log10(echo / played)).toFixed(0)} dB), with a person ${both.toFixed(4)}; ` +
        `silent ${((1_000 * (last - sentAt)) / ROOM_RATE).toFixed(0)} ms after the host said so; of ${story!.seconds.toFixed(1)} s it sounded ${(sounded + LEAD).toFixed(2)} s, ` +
        `and the window told ${talk.played.at(-1)!.seconds.toFixed(2)} s\n`,
    );
    expect(played).toBeGreaterThan(0.01);
    expect(echo).toBeLessThan(played / 10);
    expect(both).toBeGreaterThan(5 * echo);
    // Far less than the story was heard, and nothing after it.
    expect(sounded).toBeLessThan(story!.seconds - 2);
    await page.close();
  });
});
