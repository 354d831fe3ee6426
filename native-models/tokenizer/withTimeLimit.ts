import vm from 'node:vm';

const context = vm.createContext({});
const call = new vm.Script('work()');

/**
 * Runs `work` here and now, but ends it after `milliseconds` with the error that `onTimeout` makes. The interrupt is
 * V8's own: it also ends loops without calls and regular expressions that backtrack for ever, and cannot be caught
 * by what it ends. It costs about 0.1 ms. State that `work` changes must bear being left in the middle.
 */
export function withTimeLimit<T>(milliseconds: number, work: () => T, onTimeout: () => Error): T {
  context['work'] = work;
  try {
    return call.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw onTimeout();
    throw error;
  } finally {
    delete context['work'];
  }
}
