import type { BrowserWindow } from 'electron/main';
import type { Settings, SettingsPatch } from '../../app/settings/Settings.ts';
import { APP_PAGE } from './ownPage.ts';
import { MIN_SIZE, placeWindow } from './placeWindow.ts';
import { rememberWindow } from './rememberWindow.ts';
import type { ShellElectron } from './ShellElectron.ts';
import { windowBackground } from './windowBackground.ts';

/** The settings, as far as a window needs them. */
export interface WindowSettings {
  get(): Settings;
  set(patch: SettingsPatch): Promise<unknown>;
}

/** Opens the window where it was, and shows it when it has something to show. */
export function openMainWindow(
  electron: Pick<ShellElectron, 'BrowserWindow' | 'nativeTheme' | 'screen'>,
  settings: WindowSettings,
  preload: string,
): BrowserWindow {
  const { BrowserWindow, nativeTheme, screen } = electron;
  const stored = settings.get().window;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(stored, [primary, ...others].map((display) => display.workArea)),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Headwater',
    show: false,
    backgroundColor: windowBackground(nativeTheme.shouldUseDarkColors),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on macOS, Chromium would fetch dictionaries from the network.
      spellcheck: process.platform === 'darwin',
    },
  });
  window.once('ready-to-show', () => {
    if (stored?.maximized === true) window.maximize();
    window.show();
  });
  // A position that could not be stored is not worth a word; the next one will be.
  rememberWindow(window, (state) => void settings.set({ window: state }).catch(() => {}));
  void window.loadURL(APP_PAGE);
  return window;
}
