import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allTurns } from './support/allTurns.ts';
import { chatPage, type ChatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { firstOf } from './support/firstOf.ts';
import { loudSkip } from './support/loudSkip.ts';
import { memoryDrawer } from './support/memoryDrawer.ts';
import { modelReady } from './support/modelReady.ts';
import { openBrowser } from './support/openBrowser.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { talkPast } from './support/talkPast.ts';
import { windowClient, type WindowClient } from './support/windowClient.ts';

const SAID = 'My dog is called Rufus. He sleeps in the old mill.';
const CODE = 'The code of the garden gate is 4417.';
const QUESTION = 'What is my dog called?';
const SUBJECT = 'user\'s dog\'s name';

const chromium = findChromium();
if (!chromium) loudSkip('memory in the browser', 'there is no Chromium on this machine (apt-get install chromium)');

/** One conversation from its first word to its reopening, in order: each test goes on where the one before ended. */
describe.skipIf(!chromium)('memory in the browser', () => {
  let home: Home;
  let host: RunningHost;
  let client: WindowClient;
  let browser: Browser;
  let chat: ChatPage;
  let memory: ReturnType<typeof memoryDrawer>;
  let id: string;

  async function begin(): Promise<void> {
    // By words alone: what a tiny random model finds by meaning is chance, and would come before them.
    host = await startHost(home.path, { env: { HEADWATER_EMBEDDING_MODEL: join(home.path, 'none') } });
    client = await windowClient(host.address);
    await modelReady(client);
  }
  beforeAll(async () => {
    home = await prepareTinyHome();
    await begin();
    browser = await openBrowser(chromium as string);
    chat = chatPage(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
    memory = memoryDrawer(chat);
    await chat.open(host.address);
  });
  afterAll(async () => {
    await browser.close();
    client.close();
    await host.stop();
    await home.remove();
  });

  const openId = async (): Promise<string> =>
    (await chat.page.locator('button[data-conversation][aria-current="page"]').getAttribute('data-conversation')) as string;
  /** Asks at the end of the conversation: elsewhere the newest turn in sight is not the newest one. */
  const ask = async (question: string): Promise<string> => {
    await toTheEnd();
    return chat.answered(() => chat.say(question));
  };
  const part = (evidence: Locator, name: string): Locator => evidence.getByRole('region', { name });
  const toTheEnd = async (): Promise<void> => {
    const log = chat.page.getByRole('log', { name: 'Conversation' });
    if (!(await log.isVisible())) return;
    await log.press('End');
    const { turns } = await client.conversations.page({ id: await openId(), limit: 1, at: null });
    if (turns[0]) await chat.page.locator(`article[data-turn="${turns[0].id}"]`).waitFor();
  };
  /** Asks, and looks at what the model saw: the words of the whole list. */
  async function askAndSee(question: string): Promise<string> {
    await ask(question);
    const words = await (await memory.evidence()).innerText();
    await memory.closeEvidence();
    return words;
  }

  test('what was said long ago is recalled, shown with its answer, and leads back to where it was said', async () => {
    await chat.newConversation();
    await ask(SAID);
    await ask(CODE);
    id = await openId();
    await talkPast(client, id, 18);
    await ask(QUESTION);
    const evidence = await memory.evidence();
    const quotation = part(evidence, 'Recalled').getByRole('listitem').filter({ hasText: '“My dog is called Rufus.' });
    expect(await quotation.innerText()).toMatch(/You, .*match \d/s);
    expect(await evidence.innerText()).toMatch(/earlier messages were out of sight/);
    await quotation.getByRole('button', { name: /^Open/ }).click();
    await memory.message(SAID).waitFor();
    expect(await memory.message(SAID).isVisible()).toBe(true);
  });

  test('the divider stands above the first message that the model still has whole', async () => {
    const { usage } = (await firstOf(client.chat.watch({ conversationId: id }), ({ kind }) => kind === 'opened')) as {
      usage: { firstWholeTurnId: string; evictedTokens: number };
    };
    const turns = await allTurns(client, id);
    const index = turns.findIndex((turn) => turn.id === usage.firstWholeTurnId);
    expect(index).toBeGreaterThan(20);
    await chat.page.keyboard.press('Escape');
    await toTheEnd();
    const row = chat.page.locator('.transcript-row').filter({ has: chat.page.locator('.memory-divider') });
    // It may stand above what is in sight at the end, and only what is near that is in the page.
    await expect
      .poll(async () => {
        if ((await row.count()) === 0) await chat.page.getByRole('log', { name: 'Conversation' }).press('PageUp');
        return row.count();
      })
      .toBe(1);
    expect(await row.locator('article').getAttribute('data-turn')).toBe(usage.firstWholeTurnId);
    expect(await row.locator('.memory-divider').innerText()).toContain(`${index} earlier messages left the live memory`);
  });

  test('a fact that is corrected is shown as it is now, and keeps its history', async () => {
    await memory.open('Facts');
    await memory.fact(SUBJECT).getByText('Rufus').waitFor();
    await memory.correctFact(SUBJECT, 'Bella');
    await memory.fact(SUBJECT).getByText('Bella').waitFor();
    await ask(QUESTION);
    const evidence = await memory.evidence();
    await expect.poll(() => part(evidence, 'Facts').innerText()).toContain('Bella');
    expect(await part(evidence, 'Facts').innerText()).not.toContain('Rufus');
    await memory.closeEvidence();
    await memory.drawer.getByRole('button', { name: `More about “${SUBJECT}”` }).click();
    await chat.page.getByRole('menuitem', { name: 'Show the history' }).click();
    await expect.poll(() => memory.drawer.getByRole('list', { name: 'Before' }).innerText()).toContain('Rufus');
  });

  test('a message that is pinned is in sight from then on', async () => {
    await memory.open('Recall');
    await memory.drawer.getByRole('textbox', { name: 'Try your memory' }).fill('code of the garden gate');
    await memory.drawer.getByRole('button', { name: 'Try', exact: true }).click();
    const found = memory.drawer.getByRole('listitem').filter({ hasText: `“${CODE}”` });
    await found.getByRole('button', { name: /^Open/ }).click();
    await memory.message(CODE).getByRole('button', { name: 'Pin', exact: true }).click();
    await memory.message(CODE).getByRole('button', { name: 'Pinned' }).waitFor();
    await memory.open('In sight');
    await memory.drawer.getByRole('region', { name: 'Pinned messages' }).getByText(CODE).waitFor();
    await toTheEnd();
    expect(await askAndSee('Tell me about boats.')).toMatch(new RegExp(`Pinned by you.*${CODE}`, 's'));
  });

  test('the lens shows it in the region it stands in', async () => {
    await memory.open('Lens');
    const tokens = memory.drawer.getByRole('slider', { name: 'Tokens in the live memory' });
    await expect.poll(() => tokens.innerText()).toMatch(/pinned/i);
    await tokens.focus();
    await chat.page.keyboard.press('ArrowRight');
    await expect.poll(() => tokens.getAttribute('aria-valuetext')).toMatch(/\S/);
  });

  test('what is forgotten is in no later answer, and not in what earlier ones saw', async () => {
    await memory.open('Facts');
    await memory.forgetFact(SUBJECT);
    await expect.poll(() => memory.fact(SUBJECT).count()).toBe(0);
    expect(await askAndSee(QUESTION)).not.toContain('Bella');
    await memory.open('In sight');
    await memory.drawer
      .getByRole('region', { name: 'Pinned messages' })
      .getByRole('button', { name: /^Open/ })
      .click();
    await memory.forgetMessage(CODE);
    await chat.page.getByText('You had this message forgotten.').waitFor();
    await toTheEnd();
    expect(await askAndSee('What is the code of the garden gate?')).not.toContain('4417');
    for (const { id: turnId, hasEvidence } of await allTurns(client, id)) {
      if (hasEvidence) expect(JSON.stringify(await client.memory.evidence({ turnId }))).not.toMatch(/4417|Bella/);
    }
  });

  test('after a restart it goes on without being read again, and what was seen is still told', async () => {
    const before = await allTurns(client, id);
    client.close();
    await host.stop();
    await begin();
    await chat.page.goto('about:blank');
    await chat.open(host.address);
    await chat.openNewest();
    await expect.poll(() => chat.page.locator('.memory-divider, article.assistant').count()).toBeGreaterThan(0);
    const evidence = await memory.evidence();
    expect(await evidence.innerText()).toMatch(/\d tokens:/);
    await memory.closeEvidence();
    expect((await allTurns(client, id)).map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    await ask('And now, what about the boat?');
    const stats = (await allTurns(client, id)).at(-1)?.stats;
    expect(stats?.reusedTokens).toBeGreaterThan(400);
  });

  test('another conversation remembers it only when everything is to be remembered everywhere', async () => {
    await chat.newConversation();
    expect(await askAndSee('Where does the dog sleep, in the old mill?')).not.toContain('Rufus');
    await client.settings.set({ rememberEverywhere: true });
    expect(await askAndSee('Where does the dog sleep, in the old mill?')).toContain('Rufus');
    const evidence = await memory.evidence();
    const quotation = part(evidence, 'Recalled').getByRole('listitem').filter({ hasText: /“[^”]*old mill/ });
    await quotation.getByRole('button', { name: /^Open/ }).click();
    await memory.message(SAID).waitFor();
    expect(await openId()).toBe(id);
  });
});
