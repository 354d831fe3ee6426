import { text } from 'node:stream/consumers';
import { createEmbedding } from '../../main/engine/embedding/createEmbedding.ts';
import { createScheduler } from '../../main/engine/schedule/createScheduler.ts';

/** What both contenders of `embedding.ts` write to standard output, as JSON. */
export interface EmbeddingFigures {
  loadSeconds: number;
  /** what loading and working added to the process */
  residentBytes: number;
  /** milliseconds of a text alone; texts per second when all are given at once */
  shortMs: number[];
  longMs: number[];
  shortPerSecond: number[];
  longPerSecond: number[];
}

interface Task {
  readonly directory: string;
  readonly texts: { readonly short: string[]; readonly long: string[] };
  readonly threads: number;
  readonly rounds: number;
}

async function measure({ directory, texts, threads, rounds }: Task): Promise<EmbeddingFigures> {
  const before = process.memoryUsage.rss();
  const service = createEmbedding(createScheduler());
  const started = performance.now();
  await service.load({ directory, threads });
  const loadSeconds = (performance.now() - started) / 1_000;
  const milliseconds = async (some: string[]): Promise<number> => {
    const from = performance.now();
    await service.embed({ texts: some, urgent: false });
    return performance.now() - from;
  };
  const figures: EmbeddingFigures = { loadSeconds, residentBytes: 0, shortMs: [], longMs: [], shortPerSecond: [], longPerSecond: [] };
  for (let round = -2; round < rounds; round++) {
    const at = (round + texts.short.length) % texts.short.length;
    const times = {
      shortMs: await milliseconds([texts.short[at]!]),
      longMs: await milliseconds([texts.long[at]!]),
      shortPerSecond: (1_000 * texts.short.length) / (await milliseconds(texts.short)),
      longPerSecond: (1_000 * texts.short.length) / (await milliseconds(texts.long)),
    };
    if (round < 0) continue;
    for (const key of ['shortMs', 'longMs', 'shortPerSecond', 'longPerSecond'] as const) figures[key].push(times[key]);
  }
  figures.residentBytes = process.memoryUsage.rss() - before;
  return figures;
}

process.stdout.write(JSON.stringify(await measure(JSON.parse(await text(process.stdin)) as Task)));
