import { expect } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { seededRandom } from '../../app/testing/seededRandom.test-helper.ts';

export interface Damage {
  name: string;
  bytes: Uint8Array;
}

const absurd = [0n, 1n, 2n ** 16n, 2n ** 31n - 1n, 2n ** 32n - 1n, 2n ** 40n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

/**
 * Damaged copies of a sound file, always the same ones: cut at `cuts` places, `flips` copies with one to four bits
 * flipped among the first `reach` bytes, and `numbers` copies with an absurd number written over eight bytes there.
 */
export function damage(
  sound: Uint8Array,
  { cuts, flips, numbers, reach }: { cuts: number; flips: number; numbers: number; reach: number },
): Damage[] {
  const random = seededRandom(20_261_121);
  const below = (limit: number): number => Math.floor(random() * limit);
  const result: Damage[] = [];
  for (let i = 0; i < cuts; i++) {
    const length = Math.floor((sound.length * i) / cuts);
    result.push({ name: `cut after ${length} bytes`, bytes: sound.slice(0, length) });
  }
  for (let i = 0; i < flips; i++) {
    const bytes = sound.slice();
    const bits = Array.from({ length: 1 + below(4) }, () => below(reach * 8));
    for (const bit of bits) bytes[bit >> 3]! ^= 1 << (bit & 7);
    result.push({ name: `bits ${bits.join(', ')} flipped`, bytes });
  }
  for (let i = 0; i < numbers; i++) {
    const bytes = sound.slice();
    const [at, number] = [below(reach - 8), absurd[below(absurd.length)]!];
    new DataView(bytes.buffer).setBigUint64(at, number, true);
    result.push({ name: `${number} at byte ${at}`, bytes });
  }
  return result;
}

/**
 * Runs `use` on every damaged copy. Each must be used without harm (a flipped bit may fall where it does not matter) or
 * be refused by a typed error with a sentence. Returns how many were refused. The memory that was ever in use must not
 * grow by more than `megabytes`.
 */
export async function expectRefusals<T extends { name: string }>(
  cases: readonly T[],
  megabytes: number,
  use: (damaged: T) => unknown,
): Promise<number> {
  const before = process.resourceUsage().maxRSS;
  let refused = 0;
  for (const damaged of cases) {
    try {
      await use(damaged);
    } catch (error) {
      refused++;
      if (!(error instanceof AppError)) throw new Error(`${damaged.name}: ${String(error)}`, { cause: error });
      expect(['bad-file', 'unsupported'], damaged.name).toContain(error.code);
      expect(error.message, damaged.name).toMatch(/^\S.{30,1000}\.$/u);
    }
  }
  expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(megabytes);
  return refused;
}
