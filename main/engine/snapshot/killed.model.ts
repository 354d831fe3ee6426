import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openSession } from '../openSession.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { conversationFile } from './conversationFile.ts';
import { loadSnapshot } from './loadSnapshot.ts';
import { snapshotIdentity } from './snapshotIdentity.ts';
import { fresh, readOn, SYSTEM, turnsOf } from './testing/talk.ts';

/** Kills in `npm test`; the long run sets it to 100. */
const KILLS = Number(process.env['HEADWATER_SOAK'] ?? 10);
const WRITER = path.join(import.meta.dirname, 'testing', 'snapshotWriter.ts');

/** Lets the writer go on after so many pairs until it has saved `turns` more, and kills it some milliseconds after. */
async function writeAndKill(
  model: string,
  directory: string,
  before: number,
  turns: number,
  more: number,
): Promise<number> {
  const child = spawn(process.execPath, [WRITER, model, directory, `${before}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > turns) setTimeout(() => child.kill('SIGKILL'), more);
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return Number(output.trimEnd().split('\n').at(-1));
}

it(`is a whole state, or none, after a kill at any of ${KILLS} moments`, async () => {
  const { directory: model, remove } = await compileTiny('groupedYarn', 'fast');
  const directory = await mkdtemp(path.join(tmpdir(), 'headwater-killed-'));
  const session = await openSession(model, { provider: 'cpu', threads: 1, budget: 128 });
  const random = createRandom(20_261_121);
  try {
    let saved = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      saved = await writeAndKill(model, directory, saved, 1 + Math.floor(random() * 3), random() * 30);
      const live = fresh(session);
      const identity = snapshotIdentity(live.cache, { system: SYSTEM, policy: 'sinks' });
      // Killed, not switched off: what the system was given is there, so that no state that was confirmed is lost.
      await loadSnapshot(conversationFile(directory, 'one'), identity, live, session.codec);
      const last = Number(live.turns.findLast(({ role }) => role === 'user')!.id!.slice(1));
      expect(last).toBeGreaterThanOrEqual(saved - 1);
      expect(last).toBeLessThanOrEqual(saved + 1);
      const logits = await readOn(session, live, turnsOf(last + 2));
      expect(logits.length > 0 && logits.every(Number.isFinite)).toBe(true);
    }
    // At most what the last process was writing anew when it was killed, and those of the ones before.
    expect((await readdir(directory)).filter((name) => !name.endsWith('.part'))).toHaveLength(1);
  } finally {
    await session.decoder.close();
    await rm(directory, { recursive: true });
    await remove();
  }
});
