import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from './store/openStore.ts';

/** A program without a window that were kept alive would run for ever; this is far beyond what its end takes. */
const FOREVER_MS = 60_000;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'headwater-host-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('a start that fails after the store was opened ends the program, and lets go of the store', { timeout: 2 * FOREVER_MS }, async () => {
  const file = join(home, 'headwater.db');
  await (await openStore(file)).close();
  // An answer that was being written, in a file that takes no changes: what a full disk does to the first step.
  const database = new DatabaseSync(file);
  database.exec(`
    INSERT INTO conversation (id, created_at, updated_at, title) VALUES ('c', 1, 1, 'A title');
    INSERT INTO turn (id, conversation, depth, role, state, source, created_at, edited, text)
      VALUES ('t', 1, 0, 'assistant', 'answering', 'chat', 1, 0, '');
    CREATE TRIGGER full BEFORE UPDATE ON turn BEGIN SELECT RAISE(FAIL, 'nothing can be written'); END;
  `);
  database.close();

  const program = `
    import { createHost } from ${JSON.stringify(join(import.meta.dirname, 'host.ts'))};
    const options = { home: ${JSON.stringify(home)}, kind: 'web', version: '1', spawn: () => null, openExternal: null };
    await createHost(options).catch((error) => console.log(error.message));
  `;
  const entry = join(home, 'start.mts');
  writeFileSync(entry, program);
  const ended = await new Promise<{ out: string; killed: boolean }>((resolve) => {
    execFile(process.execPath, [entry], { timeout: FOREVER_MS }, (error, out) => resolve({ out, killed: error?.killed === true }));
  });
  expect(ended).toEqual({ out: expect.stringContaining('nothing can be written'), killed: false });
});
