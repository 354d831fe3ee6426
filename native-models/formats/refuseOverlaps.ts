import { quoted } from './quoted.ts';
import { refusedFile } from './refusedFile.ts';
import type { WeightTensor } from './WeightTensor.ts';

/** Throws `bad-file` when two tensors of one file share bytes: no writer does that. */
export function refuseOverlaps(file: string, tensors: Iterable<WeightTensor>): void {
  const ordered = [...tensors].filter((tensor) => tensor.byteLength > 0).toSorted((a, b) => a.offset - b.offset);
  for (let i = 1; i < ordered.length; i++) {
    const [before, tensor] = [ordered[i - 1]!, ordered[i]!];
    if (before.offset + before.byteLength <= tensor.offset) continue;
    throw refusedFile('bad-file', file, `its tensors ${quoted(before.name)} and ${quoted(tensor.name)} overlap`);
  }
}
