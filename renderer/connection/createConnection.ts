import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../app/contract/AppError.ts';
import type { Channel } from '../../app/contract/Channel.ts';
import { backoff } from './backoff.ts';
import { connectServices, type Services } from './Services.ts';

/** How the window stands with its host. `lost`: it was open before. */
export interface ConnectionState {
  readonly phase: 'connecting' | 'open' | 'lost';
  /** null unless open */
  readonly services: Services | null;
  /** why the last attempt failed */
  readonly problem: AppError | null;
}

/** The window's one connection. It opens again by itself, for as long as the window lives. */
export interface Connection {
  readonly store: StoreApi<ConnectionState>;
  /** The services; throws `closed` while there is no connection. */
  services(): Services;
  /** Tries again at once instead of waiting. */
  readonly retry: () => void;
  close(): void;
}

/** @param open opens one channel; called again after each loss */
export function createConnection(open: () => Promise<Channel>): Connection {
  const store = createStore<ConnectionState>(() => ({ phase: 'connecting', services: null, problem: null }));
  const life = new AbortController();
  let channel: Channel | null = null;
  let waiting: PromiseWithResolvers<void> | null = null;

  const hold = async (): Promise<void> => {
    const current = await open();
    if (life.signal.aborted) {
      current.close();
      return;
    }
    channel = current;
    const lost = new Promise<void>((resolve) => current.onClose(resolve));
    store.setState({ phase: 'open', services: connectServices(current), problem: null });
    await lost;
    channel = null;
    store.setState({ phase: 'lost', services: null });
  };
  const pause = async (milliseconds: number): Promise<void> => {
    waiting = Promise.withResolvers();
    const timer = setTimeout(waiting.resolve, milliseconds);
    await waiting.promise;
    clearTimeout(timer);
    waiting = null;
  };
  const run = async (): Promise<void> => {
    for (let attempt = 0; !life.signal.aborted; ) {
      try {
        await hold();
        attempt = 0;
      } catch (error) {
        store.setState({ problem: AppError.fromValue(AppError.toValue(error)) });
      }
      attempt++;
      if (!life.signal.aborted) await pause(backoff(attempt, Math.random()));
    }
  };
  void run();

  return {
    store,
    services() {
      const { services } = store.getState();
      if (services) return services;
      throw new AppError('closed', 'Headwater is not connected just now. What you wrote is kept; try again in a moment.');
    },
    retry: () => waiting?.resolve(),
    close() {
      life.abort();
      waiting?.resolve();
      channel?.close();
    },
  };
}
