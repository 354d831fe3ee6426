import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineSession } from '../../../../main/engine/answer/EngineSession.ts';
import { openSession } from '../../../../main/engine/openSession.ts';
import { compileTiny } from '../../../../main/engine/support/compileTiny.ts';
import { groceryTalk } from './groceryTalk.ts';
import { registerLines } from './registerLines.ts';
import { runScript } from './runScript.ts';
import type { Script } from './Script.ts';
import { type StreamArmName, streamArms } from './streamArms.ts';

let session: EngineSession;
let remove: () => Promise<void>;

beforeAll(async () => {
  const tiny = await compileTiny('groupedDefault');
  remove = tiny.remove;
  session = await openSession(tiny.directory, { provider: 'cpu', threads: 1, budget: 256, scored: true });
});
afterAll(async () => {
  await session.decoder.close();
  await remove();
});

const run = (script: Script, name: StreamArmName, budget: number) =>
  runScript(session, script, { name, arm: streamArms[name], budget, recallTokens: 64, system: 'Be brief.' });

const lines = registerLines(1, { lines: 30, every: 10, distances: [5, 15] });
const asked = lines.items.filter(({ kind }) => kind === 'asked').length;

test('every policy answers every question, and knows what the full stream knows while nothing has left', async () => {
  const full = await run(lines, 'full', 256);
  expect(full).toHaveLength(asked);
  expect(full.every(({ margin }) => Number.isFinite(margin))).toBe(true);
  for (const name of ['sinks', 'window', 'entropy', 'heavy-hitter', 'key-diversity'] as const) {
    const results = await run(lines, name, 4_096);
    results.forEach(({ margin }, i) => expect(margin).toBeCloseTo(full[i]!.margin, 2));
  }
});

test('a small cache knows something else', async () => {
  const [full, small] = [await run(lines, 'full', 256), await run(lines, 'sinks', 256)];
  expect(small.map(({ margin }) => margin)).not.toEqual(full.map(({ margin }) => margin));
});

test('recall asks each question twice, in a chat as well', async () => {
  const script = groceryTalk(1, [1, 3]);
  const results = await run(script, 'recall', 512);
  expect(results.map(({ arm, at }) => [arm, at])).toEqual([['text recall', 1], ['block recall', 1], ['text recall', 3], ['block recall', 3]]);
});
