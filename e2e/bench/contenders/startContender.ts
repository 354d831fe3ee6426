import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ContenderSettings, Order, Report } from './Contender.ts';

export type ContenderName = 'headwater' | 'nodeLlamaCpp' | 'presentKv';

/** A contender in a process of its own; `report` gives one order and waits for its report. */
export interface StartedContender {
  report(order: Order): Promise<Report>;
  stop(): Promise<void>;
}

/** Starts the contender and loads the model. Throws when the process ends before it has answered. */
export async function startContender(
  name: ContenderName,
  settings: ContenderSettings,
): Promise<{ contender: StartedContender; loaded: Report }> {
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  async function report(order: Order): Promise<Report> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error(`The process of ${name} ended at "${order.kind}".`));
      child.once('exit', fail);
      child.once('message', (message) => {
        child.off('exit', fail);
        resolve(message as Report);
      });
      child.send(order);
    });
  }

  const loaded = await report({ kind: 'load', settings });
  return {
    loaded,
    contender: {
      report,
      async stop() {
        child.disconnect();
        await ended;
      },
    },
  };
}
