import { playScenes, type PlayOptions } from './playScenes.ts';

/** A process of its own for some of the scenes: takes them as a message, gives what came of them as one. */
process.once('message', (options: PlayOptions) => {
  playScenes(options).then(
    (played) => process.send?.(played, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
