import { homedir } from 'node:os';
import { join } from 'node:path';
import { nativeImage, shell } from 'electron/common';
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  Tray,
  utilityProcess,
} from 'electron/main';
import { homeFolder } from '../homeFolder.ts';
import { createHost } from '../host.ts';
import { outliveOutput } from '../start/outliveOutput.ts';
import { showProgress } from '../start/showProgress.ts';
import { openOutside } from './openOutside.ts';
import type { ShellElectron } from './ShellElectron.ts';
import { startShell } from './startShell.ts';
import { utilitySpawn } from './utilitySpawn.ts';

const electron: ShellElectron = {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

function stop(error: unknown): void {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('Headwater stopped', `${message}\nYour conversations are stored and safe. Start it again.`);
  app.exit(1);
}

process.on('uncaughtException', stop);
outliveOutput();

const home = homeFolder(process.env, process.platform, homedir());
// Not awaited: Electron is not ready before this module has been run to its end.
startShell(electron, {
  home,
  // Packed, both folders lie in one archive; unpacked, this file is in out/desktop.
  root: join(import.meta.dirname, app.isPackaged ? '../../out/renderer' : '../../../renderer'),
  preload: join(import.meta.dirname, 'preload.cjs'),
  log: (line) => console.error(line),
  async openHost() {
    const host = await createHost({
      home,
      kind: 'desktop',
      version: app.getVersion(),
      spawn: utilitySpawn(electron),
      openExternal: (url) => openOutside(shell, url),
    });
    host.models.start();
    host.embedding.start();
    // Started from a terminal, the model's progress is shown there too.
    if (!app.isPackaged) showProgress(host.models, process.stdout);
    return host;
  },
}).catch(stop);
