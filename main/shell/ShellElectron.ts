import type * as Common from 'electron/common';
import type * as Main from 'electron/main';

/**
 * All of Electron that the shell uses. It is passed in, so that the shell runs under plain Node with a stand-in; only
 * `electronMain.ts` and `preload.cjs` import the real one.
 */
export type ShellElectron = Pick<
  typeof Main,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeTheme'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'Tray'
  | 'utilityProcess'
> &
  Pick<typeof Common, 'nativeImage' | 'shell'>;
