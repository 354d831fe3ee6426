import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { activityModel } from '../native-models/catalog/activityModel.ts';
import { recognitionModel } from '../native-models/catalog/recognitionModel.ts';
import { captionPhrase } from '../renderer/testing/captionParts.test-helper.ts';
import { captionsPage } from './support/captionsPage.ts';
import { findChromium } from './support/findChromium.ts';
import { loudSkip } from './support/loudSkip.ts';
import { openBrowser } from './support/openBrowser.ts';
import { openLook } from './support/openLook.ts';
import { scriptedHost, type ScriptedHost } from './support/scriptedHost.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1120, height: 700 },
  { width: 900, height: 600 },
  { width: 720, height: 480 },
];
const SAID = [
  'So the question is not how much a model can hold, but what it should let go of.',
  'A river does not remember every drop. It keeps its bed.',
  'Then who decides what is worth keeping?',
];
const chromium = findChromium();
if (!chromium) loudSkip('how captions look', 'no Chromium was found');

describe.skipIf(!chromium)('how captions look', () => {
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
      const { captions } = scripted.host;
      const models = [activityModel.info, recognitionModel.info].map(({ downloadBytes: bytes, ...info }) => ({ ...info, bytes, present: false }));
      const setStatus = (changes: Partial<typeof captions.status>): void => {
        captions.status = { ...captions.status, ...changes };
        scripted.host.changed();
      };
      captions.status = { ...captions.status, phase: 'absent', models };
      const { page, check, close } = await openLook(browser, { viewport, colorScheme, permissions: ['microphone'] });
      const window = captionsPage(page);
      const header = page.locator('.captions-header');
      const isWhole = async (part: Locator): Promise<boolean> => {
        const box = await part.boundingBox();
        return box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height;
      };
      const look = async (what: string): Promise<void> => {
        await check(`captions-${what}`);
        for (const button of await header.locator('button:visible').all()) expect(await isWhole(button), `${what}: ${await button.innerText()}`).toBe(true);
      };
      await window.open(scripted.address);
      await look('absent');
      setStatus({ phase: 'downloading', progress: { doneBytes: 31_000_000, totalBytes: 80_300_000, bytesPerSecond: 4_100_000 } });
      await page.getByRole('progressbar').waitFor();
      await look('downloading');
      setStatus({ phase: 'failed', progress: null, problem: 'Whisper tiny.en could not be had from anywhere. There is no connection; check the network and try again.' });
      await page.getByRole('alert').waitFor();
      await look('failed');
      setStatus({ phase: 'ready', problem: null });
      await window.button('Start captions').waitFor();
      await look('start');
      await window.choose('This computer');
      await look('start-computer');
      await window.choose('Microphone');

      await page.getByRole('switch', { name: 'Make a corrected copy' }).check();
      await window.start('A lecture on rivers, what they carry and what they leave behind');
      await window.button('Stop').waitFor();
      const { id } = captions.recordings[0]!;
      await look('listening');
      SAID.forEach((text, index) => captions.write(id, index, text, { speaker: index === 2 ? 'Speaker B' : 'Speaker A' }));
      captions.behindMs = 1_200;
      captions.correcting = { done: 1, total: 3 };
      captions.tell(id, { kind: 'state', recording: captions.find(id), behindMs: 1_200, correcting: captions.correcting, notice: 'This machine cannot keep up: some sound is not written down until it can again.' });
      captions.write(id, 0, SAID[0]!, { speaker: 'Speaker A', corrected: `${SAID[0]} Indeed.` });
      captions.tell(id, { kind: 'phrase', phrase: captionPhrase('That is what surprise measures: the tokens the model', ' did not see coming', 12_000) });
      await window.tentative.waitFor();
      await page.getByText('1 of 3').waitFor();
      await look('live');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await window.lines.nth(1).hover();
      await look('line');
      // What can be done with a line stands beside its words where there is room.
      const [words, actions] = await Promise.all([window.lines.nth(1).boundingBox(), page.locator('.caption-line:hover .caption-actions').boundingBox()]);
      if (viewport.width >= 1280) expect(words!.x + words!.width).toBeLessThanOrEqual(actions!.x);
      await window.button('Translate').click();
      await page.getByLabel('Translate to').selectOption('de');
      await page.getByText('The model translates.').waitFor();
      captions.tell(id, { kind: 'translation', lineId: `${id}-1`, language: 'de', text: 'Ein Fluss merkt sich nicht jeden Tropfen. Er behält sein Bett.' });
      await look('translation');
      await page.keyboard.press('Escape');
      await window.button('Overlay and live text').click();
      await page.getByText('Copy address').waitFor();
      await look('elsewhere');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+f');
      await page.getByRole('searchbox', { name: 'Find in this recording' }).fill('river');
      await page.getByText('1 of 1').waitFor();
      await look('find');
      await page.keyboard.press('Escape');
      await window.stop();
      await window.lines.first().click();
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('toolbar', { name: 'The chosen passage' }).waitFor();
      await look('passage');
      await page.keyboard.press('Escape');
      await window.button('Export').click();
      await page.getByRole('menuitem').first().waitFor();
      await look('export');
      await page.keyboard.press('Escape');
      await close();
    });
  });
});
