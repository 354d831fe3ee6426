import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { mallocSettings } from '../../../main/supervise/mallocSettings.ts';
import { contenders, type ContenderName } from './contenders.ts';
import type { ContenderSettings, Order, Report } from './Contender.ts';

/** A contender in a process of its own; `obey` gives one order and waits for its report. */
export interface StartedContender {
  readonly loaded: Report;
  obey(order: Order): Promise<Report>;
  stop(): Promise<void>;
}

/** Starts the contender and loads its model. Throws when the process ends before it has answered. */
export async function startContender(name: ContenderName, settings: Omit<ContenderSettings, 'boundCache'>): Promise<StartedContender> {
  const { module, boundCache } = contenders[name];
  const file = fileURLToPath(new URL(`${module}.ts`, import.meta.url));
  // as the engine is started; the others are not refused what it has
  const child = fork(file, { env: { ...process.env, ...mallocSettings() }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  async function obey(order: Order): Promise<Report> {
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

  return {
    loaded: await obey({ kind: 'load', settings: { ...settings, boundCache } }),
    obey,
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
