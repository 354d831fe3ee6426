import { join } from 'node:path';
import { channelSuite } from '../../app/contract/channelSuite.test-helper.ts';
import { closeChild } from './closeChild.ts';
import { forkSpawn } from './forkSpawn.ts';

const entry = join(import.meta.dirname, 'fixtures/suiteChild.ts');

channelSuite('the channel of a child process', () => {
  const child = forkSpawn(entry, { name: 'suite' });
  return { near: child.channel, dispose: () => closeChild(child) };
});
