import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';
import type { Confirmed } from './testing/streamingWriter.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

/** Kills in `npm test`; the long run sets it to 100. */
const KILLS = Number(process.env.HEADWATER_SOAK ?? 10);
const WRITER = join(import.meta.dirname, 'testing', 'streamingWriter.ts');

/** Runs the writer until it has confirmed `lines` things and some milliseconds more, and kills it. */
async function writeAndKill(file: string, first: number, lines: number, more: number): Promise<Confirmed[]> {
  const child = spawn(process.execPath, [WRITER, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const confirmed: Confirmed[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => {
    // The last line may be cut by the kill; then nobody was told.
    if (!line.endsWith('}')) return;
    confirmed.push(JSON.parse(line) as Confirmed);
    if (confirmed.length === lines) setTimeout(() => child.kill('SIGKILL'), more);
  });
  const [, signal] = (await Promise.all([once(child, 'exit'), once(output, 'close')]))[0] as [number, string];
  expect(signal).toBe('SIGKILL');
  return confirmed;
}

test(
  `a program killed at ${KILLS} moments loses nothing that was confirmed`,
  { timeout: 30_000 + KILLS * 5_000 },
  async () => {
    const file = join(temporaryFolder(), 'headwater.db');
    const finished = new Map<string, string>();
    let seed = Number(process.env.HEADWATER_SEED ?? 20_261_121);
    const pick = (n: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    for (let kill = 0; kill < KILLS; kill++) {
      const confirmed = await writeAndKill(file, kill * 1_000, 1 + pick(300), pick(15));
      const { store, close } = openTestStore({ file, onNotice: (notice) => expect.fail(notice.message) });
      const { cut } = await store.recover({});
      expect(cut).toBeLessThanOrEqual(1);

      for (const line of confirmed) {
        if (line.kind === 'turn') finished.set(line.id, line.text);
        else expect((await store.turn({ turnId: line.id })).text.length).toBeGreaterThanOrEqual(line.length);
      }
      for (const [turnId, text] of finished) {
        const turn = await store.turn({ turnId });
        // Compared by hand: a difference of two long texts says less than this.
        expect([turnId, turn.state, turn.text === text]).toEqual([turnId, 'complete', true]);
      }
      // All of it lies on one path, in order, and is found.
      const [conversation] = (await store.list({})).conversations;
      const { turn: leaf } = await store.leaf({ conversationId: conversation!.id });
      const { turns } = await store.tail({ turnId: leaf!.id, maxCharacters: Number.MAX_SAFE_INTEGER });
      expect(turns).toHaveLength(conversation!.turnCount);
      const onPath = new Set(turns.map(({ id }) => id));
      expect([...finished.keys()].filter((id) => !onPath.has(id))).toEqual([]);
      const [lastId, lastText] = [...finished].at(-1)!;
      const { hits } = await store.search({ query: `"${lastText.split(' ')[0]} ${lastText.split(' ')[1]}"`, limit: 5 });
      expect(hits.map(({ turnId }) => turnId)).toContain(lastId);
      await close();
    }
    expect(finished.size).toBeGreaterThan(KILLS);
  },
);
