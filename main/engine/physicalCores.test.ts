import { expect, it } from 'vitest';
import { countCores, physicalCores } from './physicalCores.ts';

function processor(socket: number, core: number): string {
  return `processor\t: 0\nphysical id\t: ${socket}\ncore id\t\t: ${core}\n`;
}

it('counts pairs of socket and core', () => {
  expect(countCores([processor(0, 0), processor(0, 0), processor(0, 1), processor(1, 0)].join('\n'))).toBe(3);
  expect(countCores('processor : 0\nBogoMIPS : 48.00\n')).toBe(0);
});

it('is at least one on this machine', () => {
  expect(physicalCores()).toBeGreaterThanOrEqual(1);
});
