import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { phonemeData } from '../native-models/catalog/phonemeData.ts';
import { voiceModel } from '../native-models/catalog/voiceModel.ts';
import { chatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import { openLook } from './support/openLook.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 720, height: 480 },
];
const chromium = findChromium();
if (!chromium) loudSkip('how voice looks', 'no Chromium was found');

describe.skipIf(!chromium)('how a conversation by voice looks', () => {
  let scripted: ScriptedHost;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(chromium as string, ['--use-fake-device-for-media-stream']);
  });
  afterEach(() => scripted.close());
  afterAll(() => browser?.close());

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(SIZES)('$width x $height: every state, axe finds nothing, nothing is cut off', async (viewport) => {
      scripted = await scriptedHost();
      const { host } = scripted;
      const { talk } = host.voice;
      const conversation = host.addConversation('Rivers', [
        'Why do rivers bend?',
        'Water on the outside of a curve runs faster and takes soil with it; on the inside it slows down and drops what it carries. So a bend that has begun grows by itself.',
      ]);
      const infos = [phonemeData.info, voiceModel.info];
      talk.setStatus({ phase: 'absent', models: infos.map(({ downloadBytes: bytes, ...info }) => ({ ...info, bytes, present: false })) });
      const { page, check, close } = await openLook(browser, { viewport, colorScheme, permissions: ['microphone'] });
      const chat = chatPage(page);
      const surface = page.getByRole('region', { name: 'Voice' });
      const look = async (what: string): Promise<void> => {
        await check(`voice-${what}`);
        // Whatever can be clicked is whole, and in sight.
        for (const button of await surface.getByRole('button').all()) {
          const box = await button.boundingBox();
          expect(box && box.x >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height).toBe(true);
        }
      };
      const shown = (word: string) => surface.getByRole('status').first().filter({ hasText: word }).waitFor();
      await chat.open(scripted.address);
      await chat.openNewest();
      await look('composer');
      await chat.button('Speak').click();
      await surface.getByRole('button', { name: /^Get/ }).waitFor();
      await look('question');
      await surface.getByRole('button', { name: /^Get/ }).click();
      await surface.getByRole('progressbar').waitFor();
      await look('progress');
      talk.setStatus({ phase: 'ready', progress: null });
      await shown('Listening');
      await page.getByRole('group', { name: 'Microphone' }).waitFor();
      await look('listening');
      talk.state('listening', { stable: 'So the question is not how much a model can hold, but what it should', tentative: ' let go of, and who decides' });
      await surface.getByText('who decides').waitFor();
      await look('words');
      host.addTurn(conversation.id, 'user', 'So the question is not how much a model can hold, but what it should let go of, and who decides that?', { source: 'voice' });
      talk.state('thinking');
      await shown('Thinking');
      await look('thinking');
      const answer = host.addTurn(conversation.id, 'assistant', '', { source: 'voice', state: 'answering' });
      host.write(answer, 'A river does not remember every drop. It keeps its bed, and the bed is what decides where');
      talk.sound(1, 2);
      talk.send({ kind: 'play', run: 1, turnId: 'answer' });
      talk.state('speaking');
      await shown('Speaking');
      await look('speaking');
      talk.send({ kind: 'duck' });
      talk.state('ducking', { tentative: 'Wait' });
      await shown('Speaking quietly');
      await look('ducking');
      talk.send({ kind: 'silence' });
      host.end(answer, { state: 'interrupted', text: 'A river does not remember every drop. It keeps its bed,' });
      talk.state('listening', { tentative: 'Wait, I meant' });
      await page.getByText('Interrupted here').waitFor();
      await look('interrupted');
      await surface.getByRole('button', { name: 'Mute' }).click();
      talk.state('listening');
      await shown('Muted');
      await look('muted');
      await surface.getByRole('button', { name: 'Unmute' }).click();
      talk.state('listening', { notice: 'Hearing stopped and was started again. Say your last sentence once more.' });
      await surface.getByText('was started again').waitFor();
      await surface.getByRole('radio', { name: 'Push to talk' }).check();
      await shown('Waiting');
      await look('push-to-talk');
      await surface.getByRole('button', { name: /^Microphone: / }).click();
      await page.getByRole('menuitemcheckbox').waitFor();
      await look('device');
      await page.keyboard.press('Escape');
      await surface.getByRole('button', { name: 'End' }).click();
      await chat.composer.waitFor();
      await close();
    });
  });
});
