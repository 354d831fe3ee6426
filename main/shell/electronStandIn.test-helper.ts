import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ShellElectron } from './ShellElectron.ts';

/**
 * The few parts of Electron that the shell uses, as they behave according to Electron's documentation, for tests under
 * plain Node. What only the real one can show (that a page is really sandboxed) is not shown by it.
 * More than 300 lines in one file, for its parts stand for one module and make each other.
 */

type Handler = (...args: never[]) => unknown;

/** A port as Electron's main process has it: an emitter whose messages are events. */
class StandInPort extends EventEmitter {
  readonly port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    this.port.postMessage(message);
  }
  start() {
    this.port.start();
  }
  close() {
    this.port.close();
  }
}

class StandInMessageChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}

export class StandInFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: StandInFrame | null;
  detached = false;
  /** ports that were posted to this frame, by channel */
  readonly received: { channel: string; ports: StandInPort[] }[] = [];
  constructor(url: string, parent: StandInFrame | null = null) {
    this.url = url;
    this.origin = URL.parse(url) === null ? 'null' : url.split('/').slice(0, 3).join('/');
    this.parent = parent;
  }
  postMessage(channel: string, _message: unknown, ports: StandInPort[]) {
    this.received.push({ channel, ports });
  }
}

let contentsMade = 0;

export class StandInContents extends EventEmitter {
  readonly id = ++contentsMade;
  mainFrame = new StandInFrame('app://headwater/');
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  reloads = 0;
  destroyed = false;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler;
  }
  reload() {
    this.reloads += 1;
  }
  /** style sheets that are in force, by their key */
  readonly styles = new Map<string, string>();
  insertCSS(css: string) {
    const key = `css${this.styles.size}`;
    this.styles.set(key, css);
    return Promise.resolve(key);
  }
  removeInsertedCSS(key: string) {
    this.styles.delete(key);
    return Promise.resolve();
  }
  isDestroyed() {
    return this.destroyed;
  }
}

export interface WindowOptions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly show: boolean;
  readonly backgroundColor: string;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  readonly options: WindowOptions;
  bounds: { x: number; y: number; width: number; height: number };
  shown = false;
  maximized = false;
  minimized = false;
  focused = 0;
  destroyed = false;
  loaded: string[] = [];
  constructor(options: WindowOptions) {
    super();
    this.options = options;
    this.bounds = { x: options.x, y: options.y, width: options.width, height: options.height };
  }
  loadURL(url: string) {
    this.loaded.push(url);
    return Promise.resolve();
  }
  show() {
    this.shown = true;
  }
  maximize() {
    this.maximized = true;
  }
  isMaximized() {
    return this.maximized;
  }
  isMinimized() {
    return this.minimized;
  }
  restore() {
    this.minimized = false;
  }
  focus() {
    this.focused += 1;
  }
  getNormalBounds() {
    return this.bounds;
  }
  getBounds() {
    return this.bounds;
  }
  setBounds(bounds: { x: number; y: number; width: number; height: number }) {
    this.bounds = bounds;
    this.emit('move');
  }
  showInactive() {
    this.shown = true;
  }
  /** what was set: on top and how far, on all desktops, whether the mouse goes through, whether it can be resized */
  readonly set: Record<string, unknown> = {};
  setAlwaysOnTop(on: boolean, level: string) {
    this.set['onTop'] = on && level;
  }
  setVisibleOnAllWorkspaces(on: boolean, options: unknown) {
    this.set['everywhere'] = on && options;
  }
  setIgnoreMouseEvents(ignore: boolean) {
    this.set['clickThrough'] = ignore;
  }
  setResizable(resizable: boolean) {
    this.set['resizable'] = resizable;
  }
  destroy() {
    this.destroyed = true;
    this.webContents.destroyed = true;
    this.emit('closed');
  }
  isDestroyed() {
    return this.destroyed;
  }
  /** What a person does. */
  close() {
    this.emit('close', {});
    this.destroyed = true;
    this.webContents.destroyed = true;
    this.emit('closed');
  }
}

export class StandInUtilityProcess extends EventEmitter {
  pid: number | undefined;
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly posted: unknown[] = [];
  kills = 0;
  postMessage(message: unknown) {
    this.posted.push(message);
  }
  kill() {
    this.kills += 1;
    return true;
  }
}

class StandInTray {
  destroyed = false;
  menu: { label?: string; checked?: boolean; click?: () => void }[] = [];
  setToolTip() {}
  setContextMenu(menu: StandInTray['menu']) {
    this.menu = menu;
  }
  destroy() {
    this.destroyed = true;
  }
}

/** One stand-in for Electron, and all that was done with it, in order. */
export function electronStandIn(options: { hasLock?: boolean; dark?: boolean; answer?: number } = {}) {
  const done: string[] = [];
  const windows: StandInWindow[] = [];
  const children: { entry: string; options: unknown; child: StandInUtilityProcess }[] = [];
  const opened: string[] = [];
  const handlers: Record<string, Handler> = {};
  const boxes: string[] = [];
  const menus: unknown[] = [];
  const keep = (name: string) => (handler: Handler) => {
    done.push(name);
    handlers[name] = handler;
  };
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    enableSandbox: () => done.push('enableSandbox'),
    setPath: (name: string, path: string) => done.push(`setPath ${name} ${path}`),
    requestSingleInstanceLock: () => {
      done.push('requestSingleInstanceLock');
      return options.hasLock ?? true;
    },
    whenReady: () => {
      done.push('whenReady');
      return Promise.resolve();
    },
    quit: () => done.push('quit'),
    exit: (code: number) => done.push(`exit ${code}`),
  });
  class BrowserWindow extends StandInWindow {
    constructor(windowOptions: WindowOptions) {
      super(windowOptions);
      done.push('new BrowserWindow');
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
  }
  const displays = [{ id: 1, workArea: { x: 0, y: 0, width: 1_920, height: 1_040 } }];
  const shortcuts = new Map<string, () => void>();
  const trays: StandInTray[] = [];
  class Tray extends StandInTray {
    constructor() {
      super();
      trays.push(this);
    }
  }
  const session = () => ({
    setPermissionRequestHandler: keep('setPermissionRequestHandler'),
    setPermissionCheckHandler: keep('setPermissionCheckHandler'),
    setDevicePermissionHandler: keep('setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: keep('setDisplayMediaRequestHandler'),
    webRequest: { onBeforeRequest: keep('onBeforeRequest') },
    protocol: { handle: (_scheme: string, handler: Handler) => keep('protocol.handle')(handler) },
  });
  const electron = {
    app,
    BrowserWindow,
    MessageChannelMain: StandInMessageChannel,
    ipcMain: new EventEmitter(),
    dialog: {
      showErrorBox: (title: string, text: string) => boxes.push(`${title}: ${text}`),
      showMessageBox: (box: { message: string }) => {
        boxes.push(box.message);
        return Promise.resolve({ response: options.answer ?? 0 });
      },
    },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => {
        done.push('setApplicationMenu');
        menus.push(menu);
      },
    },
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: options.dark ?? false },
    protocol: { registerSchemesAsPrivileged: () => done.push('registerSchemesAsPrivileged') },
    screen: Object.assign(new EventEmitter(), {
      getPrimaryDisplay: () => displays[0],
      getAllDisplays: () => displays,
      getDisplayMatching: ({ x }: { x: number }) => displays.findLast(({ workArea }) => x >= workArea.x) ?? displays[0],
    }),
    session: { defaultSession: session(), fromPartition: () => session() },
    globalShortcut: {
      register: (keys: string, pressed: () => void) => shortcuts.set(keys, pressed),
      unregister: (keys: string) => shortcuts.delete(keys),
    },
    nativeImage: { createFromBitmap: (bytes: Buffer, size: unknown) => ({ bytes, size }) },
    Tray,
    shell: {
      openExternal: (url: string) => {
        opened.push(url);
        return Promise.resolve();
      },
    },
    utilityProcess: {
      fork: (entry: string, _args: string[], forkOptions: unknown) => {
        const child = new StandInUtilityProcess();
        children.push({ entry, options: forkOptions, child });
        return child;
      },
    },
  };
  const { ipcMain, nativeTheme, screen } = electron;
  const seen = { done, windows, children, opened, handlers, boxes, menus, displays, shortcuts, trays, screen };
  return { electron: electron as unknown as ShellElectron, app, ipcMain, nativeTheme, ...seen };
}
