import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { MemoryState } from '../app/contract/services/memory.ts';
import { mountSmallDisk, type SmallDisk } from '../main/store/testing/mountSmallDisk.ts';
import { askHost } from './support/askHost.ts';
import { loudSkip } from './support/loudSkip.ts';
import { modelReady } from './support/modelReady.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { talkPast } from './support/talkPast.ts';
import { windowClient, type WindowClient } from './support/windowClient.ts';

const probe = mountSmallDisk(65_536);
probe?.unmount();
if (!probe) loudSkip('a full disk under the whole program', 'mounting a small one needs root on Linux');

const MEBIBYTE = 2 ** 20;

describe.skipIf(!probe)('a full disk', () => {
  let host: RunningHost;
  let client: WindowClient;
  const endings: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  });

  async function begin(home: string): Promise<string> {
    host = await startHost(home);
    endings.push(() => host.stop());
    client = await windowClient(host.address);
    endings.push(() => client.close());
    await modelReady(client);
    return (await client.conversations.create({})).id;
  }
  function smallDisk(bytes: number): SmallDisk {
    const disk = mountSmallDisk(bytes)!;
    endings.push(() => disk.unmount());
    return disk;
  }
  /** Follows what the Memory drawer is told; the list of problems, a new entry whenever another one is shown. */
  function problemsOf(conversationId: string): (string | null)[] {
    const told: MemoryState['problem'][] = [];
    const states = client.memory.watch({ conversationId });
    void (async () => {
      for await (const { problem } of states) if (problem !== told.at(-1)) told.push(problem);
    })().catch(() => undefined);
    endings.push(() => void states.return?.());
    return told;
  }

  test('where caches and archives are kept: the chat goes on, and the person is told once', async () => {
    const home = await prepareTinyHome({ contextSlots: 512 });
    endings.push(() => home.remove());
    const disk = smallDisk(MEBIBYTE);
    await symlink(disk.folder, join(home.path, 'memory'));
    const free = disk.fill();
    const id = await begin(home.path);
    const told = problemsOf(id);
    // Far past the budget, so that there is something to archive all the time.
    await talkPast(client, id, 16);
    const { answer } = await askHost(client, id, 'And what came past mill 3?');
    expect(answer).toMatchObject({ state: expect.stringMatching(/complete|length/), hasEvidence: true });
    const elsewhere = (await client.conversations.create({})).id;
    await talkPast(client, elsewhere, 4);
    await expect.poll(() => told.filter((problem) => problem !== null)).toHaveLength(1);
    expect(told.at(-1)).toMatch(/disk is full/i);
    free();
    expect((await askHost(client, id, 'And mill 4?')).answer.state).toMatch(/complete|length/);
  });

  test('where everything is kept: nothing is taken that cannot be kept, and indexing goes on when there is room', async () => {
    const disk = smallDisk(8 * MEBIBYTE);
    const home = await prepareTinyHome({}, disk.folder);
    // Preparing a model asks for more room than this disk has.
    const models = await mkdtemp(join(tmpdir(), 'headwater-models-'));
    endings.push(() => rm(models, { recursive: true, force: true }));
    await symlink(models, join(home.path, 'models'));
    const id = await begin(home.path);
    await talkPast(client, id, 4);
    const before = await client.conversations.page({ id, limit: 100, at: null });
    const free = disk.fill();
    const refused: unknown[] = [];
    // The last pages of the file take some messages still.
    for (let i = 0; i < 60 && refused.length === 0; i++) {
      await askHost(client, id, `Message ${i}: ${'the boat came to the mill. '.repeat(40)}`).then(
        ({ answer }) => answer.state === 'failed' && refused.push({ code: 'disk-full', message: answer.problem }),
        (error: unknown) => refused.push(error),
      );
    }
    expect(refused).toEqual([expect.objectContaining({ code: 'disk-full', message: expect.stringMatching(/disk is full/i) })]);
    const { turns } = await client.conversations.page({ id, limit: 500, at: null });
    expect(turns.slice(0, 8).map(({ text }) => text)).toEqual(before.turns.map(({ text }) => text));
    free();
    expect((await askHost(client, id, 'And now?')).answer.state).toMatch(/complete|length/);
    const told = client.memory.watch({ conversationId: id });
    for await (const { indexed, problem } of told) if (indexed.done === indexed.total && indexed.total > 8 && problem === null) break;
  });
});
