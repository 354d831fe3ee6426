import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loudSkip } from '../support/loudSkip.ts';
import { machineOf } from './machineOf.ts';
import { describeVoice } from './voice/judge/describeVoice.ts';
import { summarise, summariseKinds } from './voice/judge/summarise.ts';
import { playInParts } from './voice/playInParts.ts';
import { playScenes } from './voice/playScenes.ts';
import { createScenes } from './voice/scenes/createScenes.ts';
import { writeResult } from './writeResult.ts';

/** Conversations by voice in scripted scenes on virtual time: delays, interruptions, ends of turns, and the history. */
export async function voice(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      scenes: { type: 'string', default: '100' },
      kind: { type: 'string' },
      only: { type: 'string' },
      recordings: { type: 'string', default: join(import.meta.dirname, '../../../shared/data/speech') },
      parts: { type: 'string', default: '1' },
      trace: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '600' },
    },
  });
  if (process.platform !== 'linux') return loudSkip('the bench of voice', 'its clock reads what each process took from /proc, which only Linux has');
  const machine = machineOf();
  const { kind, only, recordings, trace } = values;
  const seed = Number(values.seed);
  const numbers = only?.split(',').map(Number);
  const scenes = createScenes(seed, Number(values.scenes)).filter((scene) => (kind ?? scene.kind) === scene.kind && (numbers?.includes(scene.number) ?? true));
  // Every kind has its share when there is no time for all.
  const mixed = scenes.toSorted((a, b) => placeOf(a.number) - placeOf(b.number));
  const options = { scenes: mixed, recordings, trace, minutes: Number(values.minutes) };
  const parts = Number(values.parts);
  const played = parts > 1 ? await playInParts(options, parts) : await playScenes(options);
  if (!played) return;
  const { judged, atOnceSeconds } = played;
  const all = summarise(judged);
  process.stdout.write(`\n${describeVoice(all)}`);
  if (kind !== undefined || numbers) return;
  const conditions = { date: new Date().toISOString(), machine, seed, threads: 1, clock: 'processor', atOnceSeconds };
  await writeResult('voice', { ...conditions, all, kinds: summariseKinds(judged), scenes: judged });
}

/** A place in an order in which neighbours lie far apart. */
const placeOf = (number: number): number => (number * 0.618_034) % 1;
