import type { BrowserWindow, Tray } from 'electron/main';
import type { OverlayWindow } from '../../../app/captions/overlay/OverlayWindow.ts';
import type { Settings } from '../../../app/settings/Settings.ts';
import type { WindowSettings } from '../openMainWindow.ts';
import type { Rectangle } from '../placeWindow.ts';
import type { ShellElectron } from '../ShellElectron.ts';
import { lockOverlay } from './lockOverlay.ts';
import { openOverlayWindow } from './openOverlayWindow.ts';
import { OVERLAY_KEYS, overlayMenu } from './overlayMenu.ts';
import { placeOverlay } from './placeOverlay.ts';
import { TRAY_SIZE, trayBitmap } from './trayBitmap.ts';

/** A window being dragged moves sixty times a second; its place is stored when it has come to rest. */
const REST_MS = 500;

export interface OverlayHost {
  readonly settings: WindowSettings & { onChange(listener: (settings: Settings) => void): () => void };
  /** The address of the overlay page. */
  readonly overlayUrl: () => Promise<string>;
}

export interface OverlayShell {
  /** Some of its settings. */
  readonly change: (more: Partial<OverlayWindow>) => void;
  /** The main window is gone: so is the overlay, until it is there again. */
  hide(): void;
  /** The main window is there. */
  show(): void;
}

/**
 * Keeps the overlay's window as the settings have it: there or not, locked or not, where. While it is there, its two
 * shortcuts work in every program, and the tray has its menu.
 */
export function runOverlay(electron: ShellElectron, { settings, overlayUrl }: OverlayHost, log: (line: string) => void): OverlayShell {
  const { globalShortcut, Menu, nativeImage, screen, Tray } = electron;
  let open: { window: BrowserWindow; lock: (locked: boolean) => void; tray: Tray | null } | null = null;
  let opening = false;
  let isWanted = false;
  let rest: NodeJS.Timeout | undefined;
  /** where it was put last: a move to there is not the person's */
  let put: Rectangle | null = null;

  const now = (): OverlayWindow => settings.get().captionWindow;
  const change = (more: Partial<OverlayWindow>): void => {
    void settings.set({ captionWindow: { ...now(), ...more } }).catch((error: unknown) => log(`The place of the captions was not stored: ${String(error)}`));
  };
  const displays = () => {
    const primary = screen.getPrimaryDisplay();
    return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  };
  const place = (): Rectangle => {
    put = placeOverlay(now(), settings.get().captionOverlay, displays()).bounds;
    return put;
  };
  const remember = (): void => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (!open || open.window.isDestroyed() || now().locked) return;
      const bounds = open.window.getBounds();
      if (isSame(bounds, put)) return;
      put = bounds;
      const display = String(screen.getDisplayMatching(bounds).id);
      // Newest last: the displays that were seen least lately are forgotten first.
      const others = Object.entries(now().places).filter(([id]) => id !== display);
      change({ dock: 'free', display, places: Object.fromEntries([...others.slice(-31), [display, bounds]]) });
    }, REST_MS);
  };
  const close = (): void => {
    clearTimeout(rest);
    const closing = open;
    open = null;
    globalShortcut.unregister(OVERLAY_KEYS.open);
    globalShortcut.unregister(OVERLAY_KEYS.lock);
    closing?.tray?.destroy();
    if (closing && !closing.window.isDestroyed()) closing.window.destroy();
  };
  const openTray = (): Tray | null => {
    try {
      const size = { width: TRAY_SIZE, height: TRAY_SIZE, scaleFactor: 2 };
      const tray = new Tray(nativeImage.createFromBitmap(trayBitmap(), size));
      tray.setToolTip('Headwater captions');
      return tray;
    } catch (error) {
      // Some desktops have no tray; the menu and the shortcuts are there all the same.
      log(`The tray is not there: ${String(error)}`);
      return null;
    }
  };
  const begin = async (): Promise<void> => {
    opening = true;
    try {
      const url = await overlayUrl();
      // Whoever wants it again meanwhile begins anew.
      if (!isWanted || !now().open) return;
      const window = openOverlayWindow(electron, url, place());
      const lock = lockOverlay(window);
      open = { window, lock, tray: openTray() };
      window.on('move', remember);
      window.on('resize', remember);
      window.on('closed', () => {
        // By the system, not by us: then it is to be gone.
        if (open?.window !== window) return;
        close();
        if (isWanted) change({ open: false });
      });
      globalShortcut.register(OVERLAY_KEYS.open, () => change({ open: false }));
      globalShortcut.register(OVERLAY_KEYS.lock, () => change({ locked: !now().locked }));
    } catch (error) {
      log(`The captions could not be shown over other programs: ${String(error)}`);
      return close();
    } finally {
      opening = false;
    }
    follow();
  };
  const follow = (): void => {
    if (!isWanted || !now().open) return close();
    if (!open) return void (opening ? undefined : begin());
    open.lock(now().locked);
    const bounds = place();
    if (!isSame(open.window.getBounds(), bounds)) open.window.setBounds(bounds);
    open.tray?.setContextMenu(Menu.buildFromTemplate(overlayMenu(now(), change)));
  };
  settings.onChange(follow);
  for (const event of ['display-added', 'display-removed', 'display-metrics-changed'] as const) {
    // One call for each: the types of the three events differ.
    screen.on(event as 'display-added', follow);
  }
  return {
    change,
    hide() {
      isWanted = false;
      close();
    },
    show() {
      isWanted = true;
      follow();
    },
  };
}

function isSame(one: Rectangle, other: Rectangle | null): boolean {
  return other !== null && one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
