import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rounds of waiting for what moves; a window that moves for longer is looked at as it is. */
const ROUNDS = 100;

/** What axe finds wrong, a line each: of what stands there, not of what is on its way there. */
export async function axeViolations(page: Page): Promise<string[]> {
  // In the midst of a change text is fainter than it is before and after.
  await page.evaluate(async (rounds) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const isMoving = (): boolean =>
      document.querySelector('[data-starting-style], [data-ending-style]') !== null ||
      document.getAnimations().some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity);
    await frame();
    for (let still = 0, round = 0; still < 2 && round < rounds; round++) {
      still = isMoving() ? 0 : still + 1;
      await frame();
    }
  }, ROUNDS);
  // Evaluated by the debugger, not by a script tag: the window's policy stays as strict as it is for a person.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> };
    };
    const result = await axe.run();
    return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  });
}
