import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { AppError } from '../../app/contract/AppError.ts';
import { connectService } from '../../app/contract/connectService.ts';
import { messagePortChannel } from '../../app/contract/messagePortChannel.ts';
import type { Client } from '../../app/contract/Service.ts';
import { siblingEntry } from './siblingEntry.ts';
import { storeService } from './storeService.ts';
import type { StoreWorkerData, StoreWorkerReport } from './StoreWorkerData.ts';

/** One life of the store's thread. */
export interface StoreThread {
  readonly client: Client<typeof storeService>;
  /** what the person must be told, such as that a damaged file was put aside; null most of the time */
  readonly notice: AppError | null;
  /** resolves when the thread is gone, for whatever reason, and has let go of the file */
  readonly ended: Promise<void>;
  /** Closes the database and ends the thread. Calls made before it are finished first. */
  close(): Promise<void>;
  /** Ends the thread at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

/**
 * Opens the store in a worker thread of its own: `node:sqlite` blocks the thread it runs in. Throws the `AppError` of
 * `createStore` when the file cannot be opened. If the thread ends by itself, the client's calls fail with `closed`.
 */
export async function startStoreThread(file: string): Promise<StoreThread> {
  const service = new MessageChannel();
  const reports = new MessageChannel();
  const workerData: StoreWorkerData<unknown> = { file, port: service.port2, reports: reports.port2 };
  const worker = new Worker(siblingEntry(import.meta.url, 'storeWorker'), {
    workerData,
    transferList: [service.port2, reports.port2],
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('error', (error) => console.error('The store ended:', error));

  let notice: AppError | null = null;
  await new Promise<void>((resolve, reject) => {
    const hear = (report: StoreWorkerReport): void => {
      if (report.kind === 'notice') notice = AppError.fromValue(report.error);
      else if (report.kind === 'ready') resolve();
      else reject(AppError.fromValue(report.error));
    };
    reports.port1.on('message', hear);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      // The end of a thread may be heard before what it said last.
      for (let last = receiveMessageOnPort(reports.port1); last; last = receiveMessageOnPort(reports.port1)) hear(last.message);
      reject(new AppError('crashed', `The store ended at its start (${code}).`));
    });
  });

  const channel = messagePortChannel(service.port1);
  const client = connectService(channel, storeService);
  return {
    client,
    notice,
    ended,
    async close() {
      await client.close({}).catch(() => undefined);
      channel.close();
      await ended;
    },
    async kill() {
      await worker.terminate();
    },
  };
}
