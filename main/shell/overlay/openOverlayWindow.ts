import type { BrowserWindow } from 'electron/main';
import type { Rectangle } from '../placeWindow.ts';
import type { ShellElectron } from '../ShellElectron.ts';
import { LEAST_OVERLAY } from './placeOverlay.ts';

/** Nothing is kept of this session, and it shares nothing with that of the main window. */
const PARTITION = 'captions-overlay';

/**
 * Opens the captions over all other programs: without a frame, see-through, never taking the focus. Its page is the
 * overlay's own, from the loopback address, and its session reaches nothing else.
 *
 * @param url of the overlay page
 */
export function openOverlayWindow({ BrowserWindow, session }: Pick<ShellElectron, 'BrowserWindow' | 'session'>, url: string, bounds: Rectangle): BrowserWindow {
  const own = session.fromPartition(PARTITION);
  own.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  const { host } = new URL(url);
  own.webRequest.onBeforeRequest(({ url: asked }, callback) => callback({ cancel: URL.parse(asked)?.host !== host }));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: LEAST_OVERLAY.width,
    minHeight: LEAST_OVERLAY.height,
    title: 'Headwater captions',
    show: false,
    frame: false,
    transparent: true,
    // A window that is see-through paints nothing of its own.
    backgroundColor: '#00000000',
    hasShadow: false,
    resizable: true,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    focusable: false,
    alwaysOnTop: true,
    acceptFirstMouse: true,
    ...(process.platform === 'darwin' && { type: 'panel' }),
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Captions go on while another program is in front.
      backgroundThrottling: false,
    },
  });
  // Above programs in full screen, too, and on whichever desktop the person is.
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  window.once('ready-to-show', () => window.showInactive());
  void window.loadURL(url);
  return window;
}
