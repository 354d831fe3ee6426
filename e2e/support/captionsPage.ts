import type { Locator, Page } from 'playwright-core';

/** The captions window as a person uses it: by what is written on it. */
export function captionsPage(page: Page) {
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  const lines = page.locator('article[data-line] .caption-text');
  return {
    page,
    button,
    /** finished lines that are drawn */
    lines,
    /** the phrase that is being said */
    committed: page.locator('.phrase .committed'),
    tentative: page.locator('.phrase .tentative'),
    alert: page.getByRole('main').getByRole('alert'),
    async open(address: string): Promise<void> {
      await page.goto(address);
      await button('Captions').click();
      await page.getByRole('heading', { name: 'Captions', exact: true }).waitFor();
    },
    async choose(source: 'Microphone' | 'This computer' | 'A file'): Promise<void> {
      await page.getByRole('radio', { name: source }).check();
    },
    async chooseFile(path: string): Promise<void> {
      await this.choose('A file');
      await page.getByLabel('A file with sound').setInputFiles(path);
    },
    async start(title = ''): Promise<void> {
      await page.getByRole('textbox', { name: 'Name' }).fill(title);
      await button('Start captions').click();
    },
    async stop(): Promise<void> {
      await button('Stop').click();
      await button('Stop').waitFor({ state: 'hidden', timeout: 120_000 });
    },
    async openRecording(title: string): Promise<void> {
      await page.locator('button[data-recording]', { hasText: title }).first().click();
      await page.getByRole('heading', { name: title }).waitFor();
    },
    async startNew(): Promise<void> {
      await page.getByRole('button', { name: 'New recording' }).click();
      await button('Start captions').waitFor();
    },
  };
}
