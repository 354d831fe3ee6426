import type { BrowserWindow } from 'electron/main';
import type { Settings } from '../../app/settings/Settings.ts';

/** A window being dragged moves sixty times a second; it is stored when it has come to rest. */
const REST_MS = 500;

/** Stores size, position and whether it is maximised, when they change and when the window closes. */
export function rememberWindow(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized' | 'isDestroyed'>,
  save: (state: NonNullable<Settings['window']>) => void,
): void {
  let timer: NodeJS.Timeout | undefined;
  const store = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!window.isDestroyed()) save({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(store, REST_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', store);
}
