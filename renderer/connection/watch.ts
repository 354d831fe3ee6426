import { AppError } from '../../app/contract/AppError.ts';
import type { Connection } from './createConnection.ts';
import type { Services } from './Services.ts';

/** A stream that fails while the connection stands is opened again after this time. */
const AGAIN_MS = 1_000;

/**
 * Follows a stream of the host for as long as wanted: opens it on the present connection and again on every later one.
 *
 * @param onProblem a failure that was not a lost connection; return `false` to give up
 * @returns stops following, and cancels the stream at the host
 */
export function watch<T>(
  connection: Connection,
  open: (services: Services) => AsyncIterableIterator<T>,
  onItem: (item: T) => void,
  onProblem: (error: AppError) => boolean = () => true,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: { services: Services; items: AsyncIterableIterator<T> } | null = null;

  const cancel = (): void => {
    clearTimeout(timer);
    void current?.items.return?.().catch(() => undefined);
    current = null;
  };
  const follow = async (services: Services): Promise<void> => {
    const items = open(services);
    const mine = { services, items };
    current = mine;
    try {
      for await (const item of items) {
        if (current !== mine) return;
        onItem(item);
      }
    } catch (error) {
      const problem = AppError.fromValue(AppError.toValue(error));
      if (current === mine && problem.code !== 'closed' && !onProblem(problem)) stopped = true;
    }
    if (current !== mine || stopped) return;
    timer = setTimeout(() => void follow(services), AGAIN_MS);
  };
  const start = (services: Services | null): void => {
    if (stopped || services === (current?.services ?? null)) return;
    cancel();
    if (services) void follow(services);
  };
  const unsubscribe = connection.store.subscribe(({ services }) => start(services));
  start(connection.store.getState().services);
  return () => {
    stopped = true;
    unsubscribe();
    cancel();
  };
}
