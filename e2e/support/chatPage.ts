import type { Locator, Page } from 'playwright-core';

/** Writing an answer takes seconds here and minutes on a crowded machine. */
export const ANSWER_MS = 150_000;

/** The chat window as a person uses it: by what is written on it. */
export function chatPage(page: Page) {
  const turns = page.locator('article[data-turn]');
  const composer = page.getByRole('textbox', { name: 'Message', exact: true });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  return {
    page,
    turns,
    composer,
    button,
    /** the newest answer */
    answer: page.locator('article.assistant').last(),
    async open(address: string): Promise<void> {
      await page.goto(address);
      await composer.waitFor();
    },
    async say(text: string): Promise<void> {
      await composer.fill(text);
      await composer.press('Enter');
    },
    /** Waits until the composer offers Send again. */
    async settled(): Promise<void> {
      await button('Send').waitFor({ timeout: ANSWER_MS });
    },
    /** Waits until at least this much of an answer is written, and it is still being written. */
    async streaming(characters: number): Promise<string> {
      await page.waitForFunction(
        (least) => ([...document.querySelectorAll('article.assistant')].at(-1)?.textContent?.length ?? 0) >= least,
        characters,
        { timeout: ANSWER_MS },
      );
      await button('Stop').waitFor();
      return (await page.locator('article.assistant').last().innerText()).trim();
    },
  };
}
export type ChatPage = ReturnType<typeof chatPage>;
