import type { Locator } from 'playwright-core';
import type { ChatPage } from './chatPage.ts';

/** What a person does with memory in the window: the drawer, the evidence of an answer, the menus of messages. */
export function memoryDrawer({ page, answer, turns }: ChatPage) {
  const drawer = page.getByRole('complementary', { name: 'Memory' });
  const dialog = page.getByRole('dialog');
  const confirm = async (name: string): Promise<void> => {
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  return {
    drawer,
    dialog,
    async open(tab: 'In sight' | 'Facts' | 'Recall' | 'Lens'): Promise<void> {
      if (!(await drawer.isVisible())) await page.keyboard.press('Control+m');
      await drawer.getByRole('tab', { name: tab }).click();
    },
    /** Opens what the model saw for the newest answer. */
    async evidence(): Promise<Locator> {
      await answer.getByRole('button', { name: 'What the model saw' }).click();
      const shown = page.getByRole('dialog', { name: 'What the model saw for this answer' });
      await shown.getByRole('list', { name: 'Tokens by part' }).waitFor();
      return shown;
    },
    async closeEvidence(): Promise<void> {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'What the model saw for this answer' }).waitFor({ state: 'hidden' });
    },
    /** A message by its words. */
    message: (text: string): Locator => turns.filter({ hasText: text }),
    fact: (subject: string): Locator => drawer.getByRole('list', { name: 'Facts' }).getByRole('listitem').filter({ hasText: subject }),
    async correctFact(subject: string, value: string): Promise<void> {
      await drawer.getByRole('button', { name: `More about “${subject}”` }).click();
      await page.getByRole('menuitem', { name: 'Correct…' }).click();
      await dialog.getByLabel('What is to be remembered?').fill(value);
      await confirm('Correct');
    },
    async forgetFact(subject: string): Promise<void> {
      await drawer.getByRole('button', { name: `More about “${subject}”` }).click();
      await page.getByRole('menuitem', { name: 'Forget…' }).click();
      await confirm('Forget');
    },
    async forgetMessage(text: string): Promise<void> {
      const message = turns.filter({ hasText: text });
      await message.getByRole('button', { name: 'More about this message' }).click();
      await page.getByRole('menuitem', { name: 'Forget…' }).click();
      await confirm('Forget');
    },
  };
}
