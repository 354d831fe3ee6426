import { BlockArchive } from '../BlockArchive.ts';
import { FileBlockPlaces } from '../FileBlockPlaces.ts';
import { evictable, SIZES } from './evictable.ts';

// A program that archives blocks, over and over in the same few places, until it is killed. Its argument is the file.
const [file] = process.argv.slice(2) as [string];
const archive = new BlockArchive(new FileBlockPlaces(file, 'model', SIZES, 64 << 10), SIZES, (error) => {
  throw error;
});
for (let turn = 0; ; turn++) {
  const { cache, slots } = evictable(turn);
  archive.take(cache, slots);
  await archive.settled();
  if (turn === 3) process.stdout.write('written\n');
}
