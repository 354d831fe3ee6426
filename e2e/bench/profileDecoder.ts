import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from '../../app/contract/zod.ts';
import { openDecoder } from '../../main/engine/decoder/openDecoder.ts';
import { medianWithInterval } from './medianWithInterval.ts';

const STEPS = 41;

/** One kind of operator in one step of one token. */
export interface OperatorShare {
  operator: string;
  /** how often it is run in a step */
  calls: number;
  microseconds: number;
  share: number;
}

export interface Profile {
  slots: number;
  microseconds: number;
  operators: OperatorShare[];
}

const Trace = z.array(
  z.object({ cat: z.string(), name: z.string(), dur: z.number().default(0), args: z.object({ op_name: z.string().optional() }).default({}) }),
);

/**
 * Where a step of one token goes, by operator, with `slots` slots in the cache, as onnxruntime's profiler sees it. The
 * cache is filled with waves: memory that was never written is not read from memory at all, and
 * would look far too quick. Profiling itself adds some microseconds to each node.
 */
export async function profileDecoder(compiled: string, threads: number, slots: number): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'headwater-profile-'));
  try {
    const decoder = await openDecoder(compiled, { provider: 'cpu', threads, profile: join(folder, 'decoder') });
    const { model } = decoder;
    const buffers = decoder.createBuffers();
    buffers.ensureCapacity(slots + 1);
    const row = Float32Array.from({ length: model.kvHeads * model.headDim }, (_, index) => Math.sin(index));
    for (let layer = 0; layer < model.layers; layer++) {
      for (let slot = 0; slot < buffers.capacity; slot++) {
        buffers.writeKeys(layer, slot, row);
        buffers.writeValues(layer, slot, row);
      }
    }
    const visible = new Uint8Array(slots).fill(1);
    const place = { positions: Float64Array.of(slots), slots: Int32Array.of(slots) };
    for (let step = 0; step < STEPS; step++) {
      await decoder.run(buffers, { tokens: Int32Array.of(step), ...place, visible, logits: 'last' });
    }
    await decoder.close();
    const [file = ''] = await readdir(folder);
    return summarise(Trace.parse(JSON.parse(await readFile(join(folder, file), 'utf8'))), slots);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Takes the median over the steps of each node, so that what disturbs single steps is left out, and sums by operator. */
function summarise(trace: z.infer<typeof Trace>, slots: number): Profile {
  // the operators of the branch that an `If` takes are listed themselves
  const kernels = trace.filter(({ cat, name, args }) => cat === 'Node' && name.endsWith('_kernel_time') && args.op_name !== 'If');
  const nodes = [...Map.groupBy(kernels, ({ name, args }) => `${args.op_name} ${name}`).values()].map((events) => ({
    operator: events[0]?.args.op_name ?? 'unknown',
    microseconds: medianWithInterval(events.map(({ dur }) => dur)).median,
  }));
  const microseconds = nodes.reduce((sum, node) => sum + node.microseconds, 0);
  const operators = [...Map.groupBy(nodes, ({ operator }) => operator)].map(([operator, own]) => {
    const spent = own.reduce((sum, node) => sum + node.microseconds, 0);
    return { operator, calls: own.length, microseconds: spent, share: spent / microseconds };
  });
  return { slots, microseconds, operators: operators.toSorted((a, b) => b.microseconds - a.microseconds) };
}
