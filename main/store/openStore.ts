import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { AppError } from '../../app/contract/AppError.ts';
import { connectService } from '../../app/contract/connectService.ts';
import { messagePortChannel } from '../../app/contract/messagePortChannel.ts';
import type { Client } from '../../app/contract/Service.ts';
import { siblingEntry } from './siblingEntry.ts';
import { storeService } from './storeService.ts';
import type { StoreWorkerData, StoreWorkerReport } from './StoreWorkerData.ts';

export interface OpenedStore {
  readonly client: Client<typeof storeService>;
  /** what the person must be told, such as that a damaged file was put aside; null most of the time */
  readonly notice: AppError | null;
  /** Closes the database and ends the thread. Calls made before it are finished first. */
  close(): Promise<void>;
}

/**
 * Opens the store in a worker thread of its own: `node:sqlite` blocks the thread it runs in. Throws the `AppError` of
 * `createStore` when the file cannot be opened. If the thread ends by itself, the client's calls fail with `closed`.
 */
export async function openStore(file: string): Promise<OpenedStore> {
  const service = new MessageChannel();
  const reports = new MessageChannel();
  const workerData: StoreWorkerData<unknown> = { file, port: service.port2, reports: reports.port2 };
  const worker = new Worker(siblingEntry(import.meta.url, 'storeWorker'), {
    workerData,
    transferList: [service.port2, reports.port2],
  });
  const exited = once(worker, 'exit').catch((error: unknown) => console.error('The store ended:', error));

  let notice: AppError | null = null;
  await new Promise<void>((resolve, reject) => {
    reports.port1.on('message', (report: StoreWorkerReport) => {
      if (report.kind === 'notice') notice = AppError.fromValue(report.error);
      else if (report.kind === 'ready') resolve();
      else reject(AppError.fromValue(report.error));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new AppError('crashed', `The store ended at its start (${code}).`)));
  });

  const channel = messagePortChannel(service.port1);
  const client = connectService(channel, storeService);
  return {
    client,
    notice,
    async close() {
      await client.close({}).catch(() => undefined);
      channel.close();
      await exited;
    },
  };
}
