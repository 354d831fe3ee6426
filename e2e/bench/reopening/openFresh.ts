import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Opened, Opening } from './Opening.ts';

const ENTRY = fileURLToPath(new URL('open.ts', import.meta.url));

/** Opens a conversation in a process that was just started. */
export async function openFresh(opening: Opening): Promise<Opened> {
  const child = fork(ENTRY, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const opened = await new Promise<Opened>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Opened));
    child.once('exit', () => reject(new Error('The process that opens a conversation ended.')));
    child.send(opening);
  });
  await exited;
  return opened;
}
