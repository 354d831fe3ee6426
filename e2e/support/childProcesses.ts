import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of all descendants of `pid` whose command line contains `part`, read from /proc. */
export function childProcesses(pid: number, part: string): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = read(`/proc/${entry}/stat`);
    // The second field is a name in brackets that may hold spaces; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent) parents.set(Number(entry), parent);
  }
  const descends = (child: number): boolean => {
    const parent = parents.get(child);
    return parent !== undefined && (parent === pid || descends(parent));
  };
  return [...parents.keys()].filter((child) => descends(child) && read(`/proc/${child}/cmdline`).includes(part));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}
