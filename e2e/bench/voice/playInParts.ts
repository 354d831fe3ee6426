import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Played, PlayOptions } from './playScenes.ts';

/**
 * Plays scenes on several hosts at once, each in a process of its own: they wait for a core more often than they have one,
 * and virtual time does not mind. Null when one of them had no models. Rejects when one ended otherwise.
 */
export async function playInParts(options: PlayOptions, parts: number): Promise<Played | null> {
  const entry = join(import.meta.dirname, 'playPart.ts');
  const played = await Promise.all(
    Array.from({ length: parts }, async (_, part): Promise<Played | null> => {
      const child = fork(entry, [], { serialization: 'advanced' });
      child.send({ ...options, scenes: options.scenes.filter((_scene, at) => at % parts === part) });
      let result: Played | null = null;
      child.on('message', (message) => (result = message as Played));
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`A part of the bench ended with code ${code}.`);
      return result;
    }),
  );
  const all = played.filter((one) => one !== null);
  if (all.length < parts) return null;
  const judged = all.flatMap((one) => one.judged).toSorted((a, b) => a.number - b.number);
  const most = Math.max(...all.map(({ atOnceSeconds }) => atOnceSeconds.length));
  const atOnceSeconds = Array.from({ length: most }, (_, count) => all.reduce((sum, one) => sum + (one.atOnceSeconds[count] ?? 0), 0));
  return { judged, atOnceSeconds };
}
