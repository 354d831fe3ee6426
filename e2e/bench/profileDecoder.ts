import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from '../../app/contract/zod.ts';
import { CpuKvBuffers } from '../../main/engine/decoder/CpuKvBuffers.ts';
import { readCompiled } from '../../native-models/import/readCompiled.ts';
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
 * input is constant, the cache is filled with waves: memory that was never written is not read from memory at all, and
 * would look far too quick. Profiling itself adds some microseconds to each node.
 */
export async function profileDecoder(compiled: string, threads: number, slots: number): Promise<Profile> {
  const model = await readCompiled(compiled);
  const folder = await mkdtemp(join(tmpdir(), 'headwater-profile-'));
  try {
    const session = await InferenceSession.create(join(compiled, 'decoder.onnx'), {
      intraOpNumThreads: threads,
      enableMemPattern: false,
      enableProfiling: true,
      profileFilePrefix: join(folder, 'decoder'),
    });
    const buffers = new CpuKvBuffers(model);
    buffers.ensureCapacity(slots);
    const row = Float32Array.from({ length: model.kvHeads * model.headDim }, (_, index) => Math.sin(index));
    for (let layer = 0; layer < model.layers; layer++) {
      for (let slot = 0; slot < buffers.capacity; slot++) {
        buffers.writeKeys(layer, slot, row);
        buffers.writeValues(layer, slot, row);
      }
    }
    const { feeds, fetches, rows } = buffers.tensors(1);
    const inputs = {
      ...feeds,
      inputs_embeds: filled(0.1, 1, 1, model.hiddenSize),
      rope_cos: filled(1, 1, 1, model.headDim / 2),
      rope_sin: filled(0, 1, 1, model.headDim / 2),
      mask: filled(0, 1, rows),
      logit_rows: new Tensor('int64', BigInt64Array.of(0n), [1]),
    };
    for (let step = 0; step < STEPS; step++) await session.run(inputs, { ...fetches, logits: null });
    session.endProfiling();
    await session.release();
    const [file = ''] = await readdir(folder);
    return summarise(Trace.parse(JSON.parse(await readFile(join(folder, file), 'utf8'))), slots);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function filled(value: number, ...shape: number[]): Tensor {
  return new Tensor('float32', new Float32Array(shape.reduce((a, b) => a * b)).fill(value), shape);
}

/** Takes the median over the steps of each node, so that what disturbs single steps is left out, and sums by operator. */
function summarise(trace: z.infer<typeof Trace>, slots: number): Profile {
  const kernels = trace.filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'));
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
