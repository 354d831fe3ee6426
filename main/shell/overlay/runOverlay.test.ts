import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Settings, type SettingsPatch } from '../../../app/settings/Settings.ts';
import { electronStandIn } from '../electronStandIn.test-helper.ts';
import { runOverlay } from './runOverlay.ts';

const URL_OF_PAGE = 'http://127.0.0.1:9/captions/token';
let stored: Settings;
let listeners: ((settings: Settings) => void)[];

function start(overlayUrl = () => Promise.resolve(URL_OF_PAGE)) {
  const standIn = electronStandIn();
  const log: string[] = [];
  const set = (patch: SettingsPatch) => {
    stored = Settings.parse({ ...stored, ...patch });
    for (const listener of listeners) listener(stored);
    return Promise.resolve(stored);
  };
  const settings = { get: () => stored, set, onChange: (listener: (settings: Settings) => void) => (listeners.push(listener), () => undefined) };
  const overlay = runOverlay(standIn.electron, { settings, overlayUrl }, (line) => log.push(line));
  const change = (more: Partial<Settings['captionWindow']>) => void set({ captionWindow: { ...stored.captionWindow, ...more } });
  return { ...standIn, overlay, change, set, log };
}
const opened = async (started: ReturnType<typeof start>, count = 1) => {
  await vi.waitUntil(() => started.windows.length === count);
  await vi.waitUntil(() => started.shortcuts.size === 2);
  return started.windows[count - 1]!;
};

beforeEach(() => {
  stored = Settings.parse({});
  listeners = [];
});

describe('the overlay on the desktop', () => {
  it('stands over everything, see-through, lets clicks through and never takes the focus; its session reaches its own page only', async () => {
    const started = start();
    started.overlay.show();
    expect(started.windows).toEqual([]);
    started.change({ open: true });
    const window = await opened(started);
    expect(window.options).toMatchObject({ frame: false, transparent: true, focusable: false, skipTaskbar: true, alwaysOnTop: true, show: false });
    expect(window.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    expect(window.options.webPreferences['preload']).toBeUndefined();
    expect(window.set).toMatchObject({ onTop: 'screen-saver', everywhere: { visibleOnFullScreen: true }, clickThrough: true, resizable: false });
    expect(window.loaded).toEqual([URL_OF_PAGE]);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
    const ask = started.handlers['onBeforeRequest'] as unknown as (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void;
    const isCancelled = (url: string) => {
      let cancelled = false;
      ask({ url }, ({ cancel }) => (cancelled = cancel));
      return cancelled;
    };
    expect(['ws://127.0.0.1:9/captions/token/socket', 'http://127.0.0.1:10/', 'https://example.org/', 'file:///etc/passwd'].map(isCancelled)).toEqual([false, true, true, true]);
  });

  it('is unlocked by its shortcut to be moved, stays where it is left on that display, and is locked again', async () => {
    const started = start();
    started.displays.push({ id: 2, workArea: { x: 1_920, y: 0, width: 1_280, height: 700 } });
    started.overlay.show();
    started.change({ open: true });
    const window = await opened(started);
    started.shortcuts.get('CommandOrControl+Alt+Shift+Y')?.();
    expect(window.set).toMatchObject({ clickThrough: false, resizable: true });
    await vi.waitUntil(() => window.webContents.styles.size === 1);
    expect([...window.webContents.styles.values()].join('')).toContain('-webkit-app-region: drag');
    vi.useFakeTimers();
    try {
      window.bounds = { x: 2_000, y: 100, width: 700, height: 130 };
      window.emit('move');
      vi.advanceTimersByTime(600);
    } finally {
      vi.useRealTimers();
    }
    expect(stored.captionWindow).toMatchObject({ dock: 'free', display: '2', places: { 2: { x: 2_000, y: 100, width: 700, height: 130 } } });
    started.shortcuts.get('CommandOrControl+Alt+Shift+Y')?.();
    expect(window.set).toMatchObject({ clickThrough: true });
    await vi.waitUntil(() => window.webContents.styles.size === 0);
    expect(window.bounds).toEqual({ x: 2_000, y: 100, width: 700, height: 130 });
    started.change({ open: false });
    expect(window.destroyed).toBe(true);
    started.change({ open: true });
    const again = await opened(started, 2);
    expect(again.options).toMatchObject({ x: 2_000, y: 100, width: 700, height: 130 });
    // That display is unplugged: it comes to the one that is left.
    started.displays.pop();
    started.screen.emit('display-removed');
    expect(again.bounds.x + again.bounds.width).toBeLessThanOrEqual(1_920);
  });

  it('goes from the bottom to the top when that is chosen in the tray, and grows with its letters', async () => {
    const started = start();
    started.overlay.show();
    started.change({ open: true });
    const window = await opened(started);
    await vi.waitUntil(() => (started.trays[0]?.menu.length ?? 0) > 0);
    const bottom = window.bounds;
    started.trays[0]?.menu.find(({ label }) => label === 'At the top')?.click?.();
    expect(window.bounds).toMatchObject({ y: 12, width: bottom.width });
    expect(started.trays[0]?.menu.find(({ checked, label }) => checked && label?.startsWith('At'))?.label).toBe('At the top');
    void started.set({ captionOverlay: { ...stored.captionOverlay, size: 60, lines: 4 } });
    expect(window.bounds.height).toBeGreaterThan(2 * bottom.height);
    // Being put somewhere by us is not being moved by the person.
    expect(stored.captionWindow).toMatchObject({ dock: 'top', places: {} });
  });

  it('is hidden by its shortcut, goes with the main window, and comes back with it', async () => {
    const started = start();
    started.overlay.show();
    started.change({ open: true });
    const first = await opened(started);
    started.overlay.hide();
    expect([first.destroyed, started.shortcuts.size, started.trays[0]?.destroyed]).toEqual([true, 0, true]);
    expect(stored.captionWindow.open).toBe(true);
    started.overlay.show();
    const second = await opened(started, 2);
    started.shortcuts.get('CommandOrControl+Shift+Y')?.();
    expect([second.destroyed, stored.captionWindow.open]).toEqual([true, false]);
  });

  it('closed by the system, it is gone until it is wanted again; without its page it says so', async () => {
    const started = start();
    started.overlay.show();
    started.change({ open: true });
    (await opened(started)).close();
    expect(stored.captionWindow.open).toBe(false);
    const failing = start(() => Promise.reject(new Error('no port')));
    failing.overlay.show();
    failing.change({ open: true });
    await vi.waitUntil(() => failing.log.length > 0);
    expect(failing.log[0]).toContain('could not be shown over other programs: Error: no port');
    expect(failing.windows).toEqual([]);
  });
});
