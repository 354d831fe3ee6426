import type { ComponentProps } from 'react';

/** Longest path that the contract takes. */
const MAX_PATH = 4_096;

/** Takes the full path of a file or folder on the computer that Headwater runs on. */
export function PathField({ onPath, ...input }: { value: string; onPath: (path: string) => void } & Omit<ComponentProps<'input'>, 'value' | 'onChange'>) {
  return <input className="field" spellCheck={false} autoComplete="off" maxLength={MAX_PATH} {...input} onChange={(event) => onPath(event.target.value)} />;
}
