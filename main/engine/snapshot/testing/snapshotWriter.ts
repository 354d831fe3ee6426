import { Snapshots } from '../Snapshots.ts';
import { openSession } from '../../openSession.ts';
import { fresh, readOn, SYSTEM, turnsOf } from './talk.ts';

// A program that reads on in a conversation and saves it after every turn, until it is killed. Its arguments are the
// model, the folder of snapshots, and the pairs of turns that were read before; it writes a line for each turn.
const [model, directory, first] = process.argv.slice(2) as [string, string, string];
const session = await openSession(model, { provider: 'cpu', threads: 1, budget: 128 });
const snapshots = new Snapshots({ directory, maxBytes: 2 ** 30 }, session.codec, (error) => {
  throw error;
});
const live = fresh(session);
for (let pairs = Number(first) + 1; ; pairs++) {
  const setting = { system: SYSTEM, policy: 'sinks', keep: true } as const;
  await snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(pairs)));
  await snapshots.settled();
  process.stdout.write(`${pairs}\n`);
}
