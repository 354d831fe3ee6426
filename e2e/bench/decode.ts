import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from '../../app/contract/zod.ts';
import { compileModel } from '../../native-models/import/compileModel.ts';
import { defaultModelFile } from '../model/defaultModel.ts';
import { contenders, peers } from './contenders/contenders.ts';
import { exportPresentKv } from './exportPresentKv.ts';
import { installPeer } from './installPeer.ts';
import { machineOf } from './machineOf.ts';
import { measureSize, type Figure, type SizeResult } from './measureSize.ts';
import { printProfile } from './printProfile.ts';
import { profileDecoder } from './profileDecoder.ts';
import { writeResult } from './writeResult.ts';

const Goldens = z.object({ cases: z.array(z.object({ prompt: z.array(z.number()), continuation: z.array(z.number()) })) });

/**
 * Decode, prefill, load time and resident memory of the default model against node-llama-cpp and the present-KV graph.
 * Options: `--slots 600,2000`, `--rounds 12`, `--pause 0` (seconds between rounds, which leave the machine to others),
 * `--threads` (all cores), `--gguf` (the default model). Started through `withoutAmx.py` its result has a name of its own.
 */
export async function decode(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      slots: { type: 'string', default: '600,2000' },
      rounds: { type: 'string', default: '12' },
      pause: { type: 'string', default: '0' },
      threads: { type: 'string' },
      gguf: { type: 'string' },
    },
  });
  const machine = machineOf();
  const threads = Number(values.threads ?? machine.cores);
  const rounds = Number(values.rounds);
  const sizes = values.slots.split(',').map(Number);
  process.stdout.write(`${machine.processor}, ${machine.cores} cores (${machine.instructions.join(' ')}), ${threads} threads\n`);
  if (machine.loadBefore > 0.3) {
    process.stdout.write(`The machine is busy (load ${machine.loadBefore.toFixed(2)}): trust the ratios, not the times.\n`);
  }

  const gguf = values.gguf ?? (await defaultModelFile());
  if (gguf === null) throw new Error('The default model cannot be had here; name a file with --gguf.');
  await installPeer();
  const cache = join(tmpdir(), 'headwater-bench');
  const compiled = await compileModel(gguf, cache, { precision: 'fast' });
  const presentKv = join(cache, 'present-kv');
  await exportPresentKv(gguf, presentKv);

  const text = await textTokens();
  const results: SizeResult[] = [];
  for (const slots of sizes) {
    const settings = { gguf, compiled, presentKv, threads, slots, decodeTokens: 32 };
    process.stdout.write(`\n${slots} slots, ${rounds} rounds`);
    const result = await measureSize(settings, text, rounds, async () => {
      process.stdout.write('.');
      await setTimeout(Number(values.pause) * 1000);
    });
    print(result);
    results.push(result);
  }
  const profiles = [];
  for (const slots of sizes) profiles.push(await profileDecoder(compiled, threads, slots));
  profiles.forEach(printProfile);
  await writeResult(process.env['HEADWATER_WITHOUT_AMX'] === '1' ? 'decode-without-amx' : 'decode', { date: new Date().toISOString(), machine, threads, rounds, sizes: results, profiles });
}

/** Real text without a tokenizer: the prompts and answers of the golden values, one after the other. */
async function textTokens(): Promise<number[]> {
  const file = new URL('../../native-models/golden/default.json', import.meta.url);
  const { cases } = Goldens.parse(JSON.parse(await readFile(file, 'utf8')));
  return cases.flatMap(({ prompt, continuation }) => [...prompt, ...continuation]);
}

function print({ slots, load, prefill, decode, residentMemory, agreement }: SizeResult): void {
  const figures: [name: string, figure: Figure][] = Object.entries({ decode, prefill, load, 'resident memory': residentMemory });
  for (const [name, { unit, values, ratios }] of figures) {
    process.stdout.write(`\n${name} at ${slots} slots, ${unit}\n`);
    for (const [key, { median, low, high }] of Object.entries(values)) {
      const ratio = ratios[key];
      const times = ratio === undefined ? '' : `   ${ratio.median.toFixed(2)} x ours [${ratio.low.toFixed(2)}, ${ratio.high.toFixed(2)}]`;
      const title = contenders[key as keyof typeof contenders].title;
      process.stdout.write(`  ${title.padEnd(52)} ${median.toFixed(2).padStart(8)} [${low.toFixed(2)}, ${high.toFixed(2)}]${times}\n`);
    }
  }
  const same = peers.map((peer) => `${agreement[peer]} (${peer})`).join(', ');
  process.stdout.write(`first tokens written alike, of 32: ${same}\n`);
}
