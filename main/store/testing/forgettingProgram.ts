import { createStore } from '../createStore.ts';
import { tellSecrets } from './secretTurn.ts';

/** A program to be killed: tells secrets, says so, forgets them, says so, and waits. Argument: the database. */
const store = createStore(process.argv[2] ?? '');
const { secret } = await tellSecrets(store);
// The vector of the answer is the same: only the secret turn's is erased here.
process.stdout.write(`${secret.id}\n`);
await store.forgetTurn({ turnId: secret.id });
process.stdout.write('forgotten\n');
setInterval(() => undefined, 1_000);
