import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { connectService } from '../../app/contract/connectService.ts';
import { messagePortChannel } from '../../app/contract/messagePortChannel.ts';
import { serveSuite, suiteService } from '../../app/contract/suiteService.test-helper.ts';
import { Settings, type SettingsPatch } from '../../app/settings/Settings.ts';
import { electronStandIn, StandInFrame, type StandInWindow } from './electronStandIn.test-helper.ts';
import { startShell } from './startShell.ts';

let home: string;
let stored: Settings;
let listeners: ((settings: Settings) => void)[];
let closed: number;
let log: string[];

const host = () => ({
  settings: {
    get: () => stored,
    set: (patch: SettingsPatch) => {
      stored = Settings.parse({ ...stored, ...patch });
      return Promise.resolve(stored);
    },
    onChange: (listener: (settings: Settings) => void) => {
      listeners.push(listener);
      return () => {};
    },
  },
  overlayUrl: () => Promise.resolve('http://127.0.0.1:9/captions/token'),
  serve: (channel: Parameters<typeof serveSuite>[0]) => void serveSuite(channel),
  close: () => {
    closed += 1;
    return Promise.resolve();
  },
});

const note = (line: string) => log.push(line);
const failing = () => Promise.reject(new AppError('disk-full', 'The disk is full.'));
const start = async (standIn: ReturnType<typeof electronStandIn>, openHost = () => Promise.resolve(host())) => {
  const files = { root: join(home, 'site'), preload: join(home, 'preload.cjs') };
  await startShell(standIn.electron, { home, ...files, openHost, log: note });
  return standIn;
};
const firstWindow = ({ windows }: { windows: StandInWindow[] }): StandInWindow => {
  const [window] = windows;
  if (window === undefined) throw new Error('no window was opened');
  return window;
};

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'headwater-shell-'));
  await mkdir(join(home, 'site'));
  await writeFile(join(home, 'site/index.html'), '<!doctype html>desktop');
  stored = Settings.parse({});
  listeners = [];
  closed = 0;
  log = [];
});
afterEach(() => rm(home, { recursive: true }));

describe('startShell', () => {
  it('does everything in its order', async () => {
    const { done } = await start(electronStandIn());
    expect(done).toEqual([
      'enableSandbox',
      `setPath userData ${join(home, 'electron')}`,
      'requestSingleInstanceLock',
      'registerSchemesAsPrivileged',
      'whenReady',
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'onBeforeRequest',
      'protocol.handle',
      'setApplicationMenu',
      'new BrowserWindow',
    ]);
  });

  it('ends at once when another one is open, and opens nothing', async () => {
    const { done, windows } = await start(electronStandIn({ hasLock: false }));
    expect(done.slice(-2)).toEqual(['requestSingleInstanceLock', 'quit']);
    expect(windows).toEqual([]);
  });

  it('comes forward when it is started a second time', async () => {
    const standIn = await start(electronStandIn());
    const window = firstWindow(standIn);
    window.minimized = true;
    standIn.app.emit('second-instance');
    expect([window.minimized, window.focused]).toEqual([false, 1]);
    window.close();
    standIn.app.emit('activate');
    expect(standIn.windows).toHaveLength(2);
  });

  it('says in a sentence why it could not start', async () => {
    const { boxes, done, windows } = await start(electronStandIn(), failing);
    expect(boxes).toEqual(['Headwater could not start: The disk is full.']);
    expect(done.at(-1)).toBe('exit 1');
    expect(windows).toEqual([]);
  });

  it('gives the page nothing of Node, and guards it', async () => {
    const window = firstWindow(await start(electronStandIn({ dark: true })));
    expect(window.options.webPreferences).toMatchObject({
      preload: join(home, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.loaded).toEqual(['app://headwater/']);
    expect(window.webContents.openHandler?.({ url: 'https://example.org' })).toEqual({ action: 'deny' });
    expect(window.options).toMatchObject({ show: false, backgroundColor: '#0d1315' });
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  it('opens the window where it was and remembers where it is left', async () => {
    stored = Settings.parse({ window: { x: 50, y: 60, width: 900, height: 600, maximized: true } });
    const window = firstWindow(await start(electronStandIn()));
    expect(window.options).toMatchObject({ x: 50, y: 60, width: 900, height: 600 });
    window.emit('ready-to-show');
    expect(window.maximized).toBe(true);
    window.maximized = false;
    window.bounds = { x: 70, y: 80, width: 1_000, height: 650 };
    window.emit('move');
    expect(stored.window?.x).toBe(50);
    window.close();
    expect(stored.window).toEqual({ x: 70, y: 80, width: 1_000, height: 650, maximized: false });
  });

  it('stores a move when the window has come to rest', async () => {
    const window = firstWindow(await start(electronStandIn()));
    vi.useFakeTimers();
    try {
      for (let x = 0; x < 10; x++) {
        window.bounds = { ...window.bounds, x };
        window.emit('move');
        vi.advanceTimersByTime(100);
      }
      expect(stored.window).toBeNull();
      vi.advanceTimersByTime(500);
      expect(stored.window?.x).toBe(9);
    } finally {
      vi.useRealTimers();
    }
  });

  it('follows the theme of the settings', async () => {
    stored = Settings.parse({ theme: 'dark' });
    const { nativeTheme } = await start(electronStandIn());
    expect(nativeTheme.themeSource).toBe('dark');
    for (const listener of listeners) listener(Settings.parse({ theme: 'light' }));
    expect(nativeTheme.themeSource).toBe('light');
  });

  it('serves the built window on its own protocol, with the policy', async () => {
    const { handlers } = await start(electronStandIn());
    type Handle = (request: { method: string; url: string }) => Promise<Response>;
    const handle = handlers['protocol.handle'] as unknown as Handle;
    const page = await handle({ method: 'GET', url: 'app://headwater/' });
    expect(await page.text()).toBe('<!doctype html>desktop');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await handle({ method: 'GET', url: 'app://headwater/../preload.cjs' })).status).toBe(404);
    expect((await handle({ method: 'GET', url: 'app://evil/' })).status).toBe(403);
    expect((await handle({ method: 'POST', url: 'app://headwater/' })).status).toBe(405);
    expect(await (await handle({ method: 'HEAD', url: 'app://headwater/' })).text()).toBe('');
  });

  it('hands a port to our page, serves it, and closes it when the page asks again', async () => {
    const standIn = await start(electronStandIn());
    const { webContents } = firstWindow(standIn);
    const sender = webContents;
    const ask = (senderFrame: StandInFrame) => standIn.ipcMain.emit('headwater:port', { sender, senderFrame });
    const page = webContents.mainFrame;
    ask(page);
    const port = page.received[0]?.ports[0];
    if (port === undefined) throw new Error('no port came');
    const channel = messagePortChannel(port);
    const client = connectService(channel, suiteService);
    expect(await client.echo({ value: 'desktop' })).toEqual({ value: 'desktop' });
    const lost = new Promise<void>((resolve) => channel.onClose(resolve));
    ask(page);
    await lost;
    expect(page.received).toHaveLength(2);
    page.received[1]?.ports[0]?.close();

    const subframe = new StandInFrame('app://headwater/', page);
    const foreign = new StandInFrame('https://evil.example/');
    ask(subframe);
    ask(foreign);
    expect([...subframe.received, ...foreign.received]).toEqual([]);
  });

  it('offers to load a crashed window again', async () => {
    const standIn = await start(electronStandIn({ answer: 0 }));
    const { webContents } = firstWindow(standIn);
    standIn.app.emit('render-process-gone', {}, webContents, { reason: 'clean-exit', exitCode: 0 });
    expect(standIn.boxes).toEqual([]);
    standIn.app.emit('render-process-gone', {}, webContents, { reason: 'crashed', exitCode: 11 });
    await vi.waitUntil(() => webContents.reloads === 1);
    expect(standIn.boxes).toEqual(['The window of Headwater stopped working.']);
    standIn.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
    expect(log).toEqual(["The window's process ended: crashed (11).", 'GPU ended: crashed (1).']);
  });

  it('quits instead, when that is chosen', async () => {
    const standIn = await start(electronStandIn({ answer: 1 }));
    const { webContents } = firstWindow(standIn);
    standIn.app.emit('render-process-gone', {}, webContents, { reason: 'oom', exitCode: 5 });
    await vi.waitUntil(() => standIn.done.includes('quit'));
    expect(webContents.reloads).toBe(0);
  });

  it('closes the host, and gives the home free, before it exits', async () => {
    const standIn = await start(electronStandIn());
    expect(JSON.parse(await readFile(join(home, 'host.lock'), 'utf8'))).toMatchObject({ kind: 'desktop' });
    firstWindow(standIn).close();
    standIn.app.emit('window-all-closed');
    let prevented = 0;
    standIn.app.emit('will-quit', { preventDefault: () => (prevented += 1) });
    standIn.app.emit('will-quit', { preventDefault: () => (prevented += 1) });
    await vi.waitUntil(() => standIn.done.includes('exit 0'));
    expect([closed, prevented]).toEqual([1, 2]);
    await expect(readFile(join(home, 'host.lock'))).rejects.toThrow('ENOENT');
  });
});
