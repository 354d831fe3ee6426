import type { Locator, Page } from 'playwright-core';

/** Writing an answer takes seconds here and minutes on a crowded machine. */
export const ANSWER_MS = 150_000;

/** The chat window as a person uses it: by what is written on it. */
export function chatPage(page: Page) {
  const turns = page.locator('article[data-turn]');
  const answer = page.locator('article.assistant').last();
  const composer = page.getByRole('textbox', { name: 'Message', exact: true });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const lastId = () => page.evaluate(() => [...document.querySelectorAll('article[data-turn]')].at(-1)?.getAttribute('data-turn') ?? '');
  return {
    page,
    turns,
    composer,
    button,
    /** the newest answer, with the line of actions below it */
    answer,
    async open(address: string): Promise<void> {
      await page.goto(address);
      await composer.waitFor();
    },
    /** Opens the newest conversation, from the drawer where the window is narrow. */
    async openNewest(): Promise<void> {
      const drawer = button('Show conversations');
      const row = page.locator('button[data-conversation]').first();
      await row.or(drawer).first().waitFor();
      if (await drawer.isVisible()) await drawer.click();
      await row.click();
      await turns.first().waitFor();
    },
    async newConversation(): Promise<void> {
      await page.getByRole('button', { name: /New conversation/ }).first().click();
      await page.waitForFunction(() => document.querySelectorAll('article[data-turn]').length === 0);
    },
    async say(text: string): Promise<void> {
      await composer.fill(text);
      await composer.press('Enter');
    },
    /** Text of the newest answer, as it is shown. */
    words: async (): Promise<string> => (await answer.locator('.md').innerText()).trim(),
    /** Does something that makes a new answer, waits until that has ended, and returns its text. */
    async answered(act: () => Promise<void>): Promise<string> {
      const before = await lastId();
      await act();
      await page.waitForFunction(
        (old) => {
          const last = [...document.querySelectorAll('article[data-turn]')].at(-1);
          // Only an answer that has ended can be written again.
          const ended = [...(last?.querySelectorAll('button') ?? [])].some(({ innerText }) => innerText === 'Regenerate');
          return last?.getAttribute('data-turn') !== old && last?.classList.contains('assistant') && ended;
        },
        before,
        { timeout: ANSWER_MS },
      );
      return (await answer.locator('.md').innerText()).trim();
    },
    /** Waits until the answer being written has ended. */
    async ended(): Promise<void> {
      await answer.getByRole('button', { name: 'Regenerate' }).waitFor({ timeout: ANSWER_MS });
    },
    /** Waits until at least this much of an answer is written, and it is still being written; returns what is shown. */
    async streaming(characters: number): Promise<string> {
      await page.waitForFunction(
        (least) => {
          const last = [...document.querySelectorAll('article[data-turn]')].at(-1);
          return last?.classList.contains('assistant') && (last.querySelector('.md')?.textContent?.length ?? 0) >= least;
        },
        characters,
        { timeout: ANSWER_MS },
      );
      await button('Stop').waitFor();
      return (await answer.locator('.md').innerText()).trim();
    },
  };
}
export type ChatPage = ReturnType<typeof chatPage>;
