import type { Page } from 'playwright-core';
import { chatPage } from './chatPage.ts';

/** A conversation by voice as a person has it: by what is written on the window. */
export function talkPage(page: Page) {
  const chat = chatPage(page);
  const surface = page.getByRole('region', { name: 'Voice' });
  const word = surface.getByRole('status').first();
  const problems: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  page.on('pageerror', (error) => problems.push(error.message));
  const interrupted = page.getByText(/^Interrupted/);
  return {
    ...chat,
    surface,
    /** what the page complained about */
    problems,
    alert: page.getByRole('main').getByRole('alert'),
    interrupted,
    /** answers that were interrupted */
    interruptedAnswer: page.locator('article.assistant').filter({ has: interrupted }),
    /** what the person said, with these words */
    message: (words: RegExp) => page.locator('article.user').filter({ hasText: words }),
    /** Waits until it is listening, thinking, … */
    shown: (state: string, timeout = 170_000) => word.filter({ hasText: state }).waitFor({ timeout }),
    async begin(): Promise<void> {
      await chat.button('Speak').click();
      await word.filter({ hasText: 'Listening' }).waitFor({ timeout: 170_000 });
    },
    end: () => surface.getByRole('button', { name: 'End', exact: true }).click(),
  };
}
