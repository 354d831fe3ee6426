import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allTurns } from './support/allTurns.ts';
import { askHost } from './support/askHost.ts';
import { childProcesses } from './support/childProcesses.ts';
import { killAll } from './support/killAll.ts';
import { modelReady } from './support/modelReady.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { restartAlways } from './support/restartAlways.ts';
import { seededRandom } from '../app/testing/seededRandom.test-helper.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { fillerOf } from './support/talkPast.ts';
import { windowClient, type WindowClient } from './support/windowClient.ts';

/** Kills of each kind: 10 in `npm test`; the soak (`HEADWATER_SOAK=100`) does 100. */
const KILLS = Number(process.env['HEADWATER_SOAK'] ?? 10);
/** What a soak beside other work may take. */
const LONGEST_MS = 3_600_000;
/** An answer takes some hundredths of a second, so a kill comes after a few, in the middle of one or while it is saved. */
const LONGEST_WAIT_MS = 600;

let home: Home;
let host: RunningHost;
let client: WindowClient;
let id: string;
let said = 0;
/** turns that had ended, as they were told to the window */
const finished = new Map<string, string>();

/** Says one thing more; about each second thing was said before, so that it is recalled. */
async function sayMore(): Promise<Awaited<ReturnType<typeof askHost>>['answer']> {
  const text = said % 2 === 0 ? fillerOf(said) : `Once more (${said}), what came past mill ${said >> 1}?`;
  said++;
  const { message, answer } = await askHost(client, id, text);
  for (const turn of [message, answer]) finished.set(turn.id, turn.text);
  return answer;
}

async function begin(): Promise<void> {
  host = await startHost(home.path);
  client = await windowClient(host.address);
  // The program may come to ask while a message already waits for the model.
  void restartAlways(client).catch(() => undefined);
  await modelReady(client);
}

/** Talks on and kills in the middle of that. */
async function talkAndKill(kill: () => Promise<void> | void, wait: number): Promise<void> {
  const over = new AbortController();
  const talking = (async () => {
    while (!over.signal.aborted) await sayMore();
  })();
  // The connection ends with the host, and the last call with it.
  const ended = talking.catch(() => undefined);
  await sleep(wait);
  over.abort();
  await kill();
  await ended;
}

async function expectKept(): Promise<void> {
  const texts = new Map((await allTurns(client, id)).map((turn) => [turn.id, turn.text]));
  for (const [turnId, text] of finished) expect(texts.get(turnId)).toBe(text);
}

beforeEach(async () => {
  home = await prepareTinyHome({ contextSlots: 512, maxAnswerTokens: 40 });
  finished.clear();
  await begin();
  id = (await client.conversations.create({})).id;
  let evicted = 0;
  for (let i = 0; i < 14; i++) evicted += (await sayMore()).stats?.evictedTokens ?? 0;
  expect(evicted).toBeGreaterThan(0);
}, LONGEST_MS);
afterEach(async () => {
  client.close();
  await host.kill();
  await home.remove();
});

/** The program's own end, and a start after it: everything is there, and nothing need be read again. */
async function expectWhole(): Promise<void> {
  await sayMore();
  client.close();
  await host.stop();
  const database = new DatabaseSync(join(home.path, 'headwater.db'), { readOnly: true });
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  await begin();
  await expectKept();
  const { stats, state } = await sayMore();
  expect(state).toMatch(/complete|length/);
  expect(stats?.reusedTokens).toBeGreaterThan(100);
}

test(`kill -9 of the engine in a long conversation, ${KILLS} times: no finished turn is lost, and it goes on`, async () => {
  const random = seededRandom(11);
  for (let kill = 0; kill < KILLS; kill++) {
    await talkAndKill(() => {
      for (const pid of childProcesses(host.process.pid as number, 'engine/process')) process.kill(pid, 'SIGKILL');
    }, random() * LONGEST_WAIT_MS);
    await modelReady(client);
    await expectKept();
    let { state } = await sayMore();
    if (state === 'cut') {
      // The host had not heard of the end yet when it was asked: this answer is marked, the next one comes.
      await modelReady(client);
      ({ state } = await sayMore());
    }
    expect(state).toMatch(/complete|length/);
  }
  await expectWhole();
}, LONGEST_MS);

test(`kill -9 of everything in a long conversation, ${KILLS} times: the database opens, caches are valid or made anew`, async () => {
  const random = seededRandom(12);
  let takenUp = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await talkAndKill(() => killAll(host), random() * LONGEST_WAIT_MS);
    client.close();
    await begin();
    await expectKept();
    const turns = await allTurns(client, id);
    expect(turns.filter(({ state }) => state === 'answering')).toEqual([]);
    const { state, stats } = await sayMore();
    expect(state).toMatch(/complete|length/);
    if ((stats?.reusedTokens ?? 0) > 100) takenUp++;
  }
  // Not each time: what had not been saved yet is read again from the text.
  expect(takenUp).toBeGreaterThan(KILLS / 2);
  await expectWhole();
}, LONGEST_MS);
