import type { PrepareStatus } from '../../../../app/models/PrepareStatus.ts';

/** The first of these that one of the two is in is that of both. */
const ORDER = ['failed', 'downloading', 'importing', 'starting', 'absent', 'ready'] as const satisfies readonly PrepareStatus['phase'][];

/** How it stands with two sets of models that are needed together: as far as the one that is farther behind. */
export function joinStatus(one: PrepareStatus, other: PrepareStatus): PrepareStatus {
  const both = [one, other];
  const phase = ORDER.find((each) => both.some((status) => status.phase === each)) ?? 'ready';
  // One that is imported says nothing about a download.
  const moving = both.flatMap((status) => (status.phase === phase && status.progress) || []);
  const [step, ...steps] = new Set(moving.map((each) => each.step));
  const sum = (of: (progress: (typeof moving)[number]) => number): number => moving.reduce((total, each) => total + of(each), 0);
  const unique = new Map(both.flatMap(({ models }) => models).map((model) => [model.id, model]));
  return {
    phase,
    models: [...unique.values()],
    progress:
      moving.length === 0
        ? null
        : {
            doneBytes: sum((each) => each.doneBytes),
            totalBytes: sum((each) => each.totalBytes),
            bytesPerSecond: sum((each) => each.bytesPerSecond),
            ...(step && steps.length === 0 && { step }),
          },
    problem: both.find((status) => status.phase === phase && status.problem !== null)?.problem ?? null,
  };
}
