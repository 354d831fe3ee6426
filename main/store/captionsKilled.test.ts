import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

/** Kills in `npm test`; the long run sets it to 100. */
const KILLS = Number(process.env.HEADWATER_SOAK ?? 3);
const WRITER = join(import.meta.dirname, 'testing', 'captionWriter.ts');

/** Runs the writer until it has confirmed so many lines, and kills it. What it said: the recording, and its lines. */
async function writeAndKill(file: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => {
    said.push(line);
    if (said.length === lines + 1) child.kill('SIGKILL');
  });
  await Promise.all([once(child, 'exit'), once(output, 'close')]);
  // The last line may be cut by the kill.
  return said.slice(0, lines + 1);
}

test(`captions killed at ${KILLS} moments keep every line that was confirmed, whole phrases, in order`, { timeout: 30_000 + KILLS * 5_000 }, async () => {
  const file = join(temporaryFolder(), 'headwater.db');
  for (let kill = 0; kill < KILLS; kill++) {
    const [id = '', ...confirmed] = await writeAndKill(file, 3 + kill * 17);
    const { store, close } = openTestStore({ file, onNotice: (notice) => expect.fail(notice.message) });
    const { recordings } = await store.endRecordings({});
    expect(recordings).toMatchObject([{ id, live: false }]);
    const { lines, total } = await store.lines({ recordingId: id, from: 0, limit: 200 });
    expect(lines.map((line) => line.id)).toEqual(Array.from({ length: total }, (_, i) => `${id}-${Math.floor(i / 2)}-${i % 2}`));
    expect(total % 2).toBe(0);
    expect(total).toBeGreaterThanOrEqual(confirmed.length);
    expect(lines.map(({ index }) => index)).toEqual(lines.map((_, i) => i));
    const last = lines.at(-1);
    const { lines: found } = await store.searchLines({ query: last?.text.split(' ').at(-1) ?? '', recordingId: id, limit: 5 });
    expect(found.map((line) => line.id)).toEqual([last?.id]);
    await close();
  }
});
