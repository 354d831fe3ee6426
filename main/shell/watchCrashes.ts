import type { MessageBoxOptions } from 'electron/main';
import type { ShellElectron } from './ShellElectron.ts';

const QUIT = 1;
const QUESTION: MessageBoxOptions = {
  type: 'error',
  title: 'Headwater',
  message: 'The window of Headwater stopped working.',
  detail: 'Your conversations are stored and safe. An answer that was being written goes on meanwhile.',
  buttons: ['Load again', 'Quit'],
  defaultId: 0,
  cancelId: 0,
};

/**
 * A window whose process has died offers to load again; what it showed is the host's and is safe. Other processes are
 * only noted: their supervisor, or Electron itself, restarts them.
 */
export function watchCrashes(electron: Pick<ShellElectron, 'app' | 'dialog'>, log: (line: string) => void): void {
  const { app, dialog } = electron;
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log(`The window's process ended: ${reason} (${exitCode}).`);
    const ask = async () => {
      const { response } = await dialog.showMessageBox(QUESTION);
      if (response === QUIT) app.quit();
      else if (!contents.isDestroyed()) contents.reload();
    };
    void ask();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName, name }) => {
    if (reason !== 'clean-exit') log(`${name ?? serviceName ?? type} ended: ${reason} (${exitCode}).`);
  });
}
