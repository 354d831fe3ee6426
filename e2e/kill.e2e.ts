import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import type { Turn } from '../app/conversation/Turn.ts';
import { childProcesses } from './support/childProcesses.ts';
import { modelReady } from './support/modelReady.ts';
import { prepareHome } from './support/prepareHome.ts';
import { restartAlways } from './support/restartAlways.ts';
import { seededRandom } from '../app/testing/seededRandom.test-helper.ts';
import { startHost } from './support/startHost.ts';
import { windowClient, type WindowClient } from './support/windowClient.ts';

/** Kills of each kind: 10 in `npm test`; the soak (`HEADWATER_SOAK=100`) does 100. */
const KILLS = Number(process.env['HEADWATER_SOAK'] ?? 10);
/** A killed engine is started again three times in five minutes; then it asks, and this test answers (`restartAlways`). */
const READY_MS = 120_000;
const LONGEST_WAIT_MS = 1_500;

const home = await prepareHome({ maxAnswerTokens: 120, sampling: null });

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function turnsOf(client: WindowClient, id: string): Promise<Turn[]> {
  return (await client.conversations.page({ id, limit: 500, at: null })).turns;
}

/** Starts an answer and resolves once it is being written. */
async function speak(client: WindowClient, conversationId: string, text: string): Promise<void> {
  await client.chat.send({ conversationId, text });
  for await (const event of client.chat.watch({ conversationId })) {
    if (event.kind === 'text' || (event.kind === 'turn' && event.turn.state !== 'answering' && event.turn.role === 'assistant')) return;
    if (event.kind === 'opened' && (event.answering?.text ?? '') !== '') return;
  }
}

/** Every turn that was finished before is there, to the letter. */
function expectKept(before: readonly Turn[], after: readonly Turn[]): void {
  const texts = new Map(after.map((turn) => [turn.id, turn.text]));
  for (const { id, text, state } of before) {
    if (state === 'answering') expect(texts.get(id)?.startsWith(text)).toBe(true);
    else expect(texts.get(id)).toBe(text);
  }
}

describe.skipIf(!home)('kill -9 at random moments of a conversation', () => {
  afterAll(() => home?.remove());

  test(`of the engine, ${KILLS} times: the answer is kept and marked, and the next one comes`, async () => {
    const random = seededRandom(1);
    const host = await startHost(home?.path as string);
    try {
      const client = await windowClient(host.address);
      // The program may come to ask while an answer already waits for the model.
      void restartAlways(client).catch(() => undefined);
      const { id } = await client.conversations.create({});
      for (let kill = 0; kill < KILLS; kill++) {
        await modelReady(client);
        await speak(client, id, `Tell me story number ${kill}.`);
        await wait(random() * LONGEST_WAIT_MS);
        const before = await turnsOf(client, id);
        for (const pid of childProcesses(host.process.pid as number, 'engine/process')) process.kill(pid, 'SIGKILL');
        await expect.poll(async () => (await turnsOf(client, id)).at(-1)?.state, { timeout: READY_MS }).not.toBe('answering');
        const after = await turnsOf(client, id);
        expectKept(before, after);
        // It may have ended by itself just before the kill; otherwise it is marked, and says so.
        if (after.at(-1)?.state !== 'complete' && after.at(-1)?.state !== 'length') {
          expect(after.at(-1)).toMatchObject({ state: 'cut', problem: expect.stringContaining('kept') });
        }
      }
      expect(await turnsOf(client, id)).toHaveLength(KILLS * 2);
      client.close();
    } finally {
      await host.stop();
    }
  }, 3_600_000);

  test(`of the host, ${KILLS} times: no finished turn is lost, the database opens, the address stays`, async () => {
    const random = seededRandom(2);
    const path = home?.path as string;
    let address: string | null = null;
    let id: string | null = null;
    let before: Turn[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const host = await startHost(path);
      expect(host.address).toBe(address ?? host.address);
      address = host.address;
      const client = await windowClient(address);
      id ??= (await client.conversations.create({})).id;
      const kept = await turnsOf(client, id);
      expectKept(before, kept);
      for (const { state } of kept) expect(state).not.toBe('answering');
      await modelReady(client);
      await speak(client, id, `Tell me story number ${kill}.`);
      await wait(random() * LONGEST_WAIT_MS);
      before = await turnsOf(client, id);
      await host.kill();
      client.close();
    }
    // The killed host's engine ends by itself when its channel closes; then nobody holds the file any more.
    const database = new DatabaseSync(join(path, 'headwater.db'));
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  }, 3_600_000);
});
