import { workerData, type MessagePort } from 'node:worker_threads';
import { AppError } from '../../app/contract/AppError.ts';
import { messagePortChannel } from '../../app/contract/messagePortChannel.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { createStore } from './createStore.ts';
import { storeService } from './storeService.ts';
import type { StoreWorkerData, StoreWorkerReport } from './StoreWorkerData.ts';

/** Entry of the store's worker thread: opens the database, reports how that went, and serves it until it is closed. */
const { file, port, reports } = workerData as StoreWorkerData<MessagePort>;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a worker thread has no origin
const report = (message: StoreWorkerReport): void => reports.postMessage(message);

try {
  const handlers = createStore(file, {
    onNotice: (notice) => report({ kind: 'notice', error: AppError.toValue(notice) }),
  });
  serveService(messagePortChannel(port), storeService, handlers);
  report({ kind: 'ready' });
} catch (error) {
  report({ kind: 'failed', error: AppError.toValue(error) });
  port.close();
}
reports.close();
