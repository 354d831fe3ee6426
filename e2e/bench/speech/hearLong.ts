import { launchHearing } from '../../../main/services/hearing/launchHearing.ts';
import { closeChild } from '../../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../../main/supervise/forkSpawn.ts';
import { EnergyGate, GATE_SAMPLES } from './EnergyGate.ts';

export interface LongHearing {
  readonly minutes: number;
  /** resident memory of the process, MiB: after the first minute of sound, at its highest since, at the end */
  readonly afterOneMinute: number;
  readonly highest: number;
  readonly atEnd: number;
  readonly phrases: number;
  /** sample at which the last phrase ended, and how many were sent */
  readonly heardTo: number;
  readonly sent: number;
}

const MINUTE = 960_000;
const BEHIND_MS = 20_000;

/** A hearing process that hears clips over and over, as fast as it can; what it holds meanwhile. */
export async function hearLong(directory: string, clips: readonly Int16Array[], minutes: number): Promise<LongHearing> {
  const { child, value } = await launchHearing(
    { spawn: forkSpawn, directory, threads: 1, logFile: '/dev/null' },
    new AbortController().signal,
  );
  const { client } = value;
  const soundId = 'long';
  await client.open({ soundId });
  let [phrases, heardTo] = [0, 0];
  const reading = (async () => {
    for await (const { final, heardMs } of client.phrases({ soundId })) {
      if (final) phrases++;
      heardTo = Math.max(heardTo, Math.round(heardMs * 16));
    }
  })();
  const gate = new EnergyGate();
  const resident: number[] = [];
  let at = 0;
  for (let index = 0; at < minutes * MINUTE; index++) {
    const clip = clips[index % clips.length]!;
    for (let from = 0; from + GATE_SAMPLES <= clip.length; from += GATE_SAMPLES) {
      const samples = clip.slice(from, from + GATE_SAMPLES);
      const { behindMs } = await client.hear({
        soundId,
        at,
        samples: new Uint8Array(samples.buffer),
        speech: gate.hear(samples),
      });
      at += GATE_SAMPLES;
      // Who is quicker than real time waits for what it gave.
      for (let behind = behindMs; behind > BEHIND_MS;) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        ({ behindMs: behind } = await client.hear({ soundId, at, samples: new Uint8Array(0), speech: [] }));
      }
      if (Math.floor(at / MINUTE) > resident.length) resident.push((await client.residentBytes({})).bytes / 2 ** 20);
    }
  }
  await client.close({ soundId });
  await reading;
  const atEnd = (await client.residentBytes({})).bytes / 2 ** 20;
  await closeChild(child);
  const whole = [...resident, atEnd].map(Math.round);
  return {
    minutes,
    afterOneMinute: whole[0]!,
    highest: Math.max(...whole),
    atEnd: whole.at(-1)!,
    phrases,
    heardTo,
    sent: at,
  };
}
