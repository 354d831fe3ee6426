import type { ChangeSignal } from './changeSignal.ts';

/** Makes calls that tell the listeners of `changes` after they succeeded. */
export function changing(changes: ChangeSignal): <P, R>(call: (params: P) => Promise<R>) => (params: P) => Promise<R> {
  return (call) => async (params) => {
    const result = await call(params);
    changes.notify();
    return result;
  };
}
