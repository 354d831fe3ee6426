import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { createRequire } from 'node:module';

export interface Machine {
  processor: string;
  cores: number;
  /** what matters to the kernels; empty where the system does not tell */
  instructions: string[];
  memoryGiB: number;
  system: string;
  node: string;
  onnxruntime: string;
  /** processes that wanted a core in the last minute, before the bench began */
  loadBefore: number;
}

const TOLD = ['avx2', 'avx_vnni', 'avx512f', 'avx512_vnni', 'amx_int8', 'asimddp', 'i8mm'];

/** The machine that figures were taken on. */
export function machineOf(): Machine {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    instructions: instructionsOf(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.versions.node,
    onnxruntime: version,
    loadBefore: loadavg()[0] ?? 0,
  };
}

function instructionsOf(): string[] {
  if (process.platform !== 'linux') return [];
  const flags = new Set(/^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(/\s+/));
  // Withheld by withoutAmx.py
  if (process.env['HEADWATER_WITHOUT_AMX'] === '1') flags.delete('amx_int8');
  return TOLD.filter((name) => flags.has(name));
}
