import { join } from 'node:path';
import type { BrowserWindow } from 'electron/main';
import type { Channel } from '../../app/contract/Channel.ts';
import type { Settings } from '../../app/settings/Settings.ts';
import { claimHome, type HomeClaim } from '../web/claimHome.ts';
import { blockNetwork } from './blockNetwork.ts';
import { createAppProtocol } from './createAppProtocol.ts';
import { guardContents } from './guardContents.ts';
import { menuTemplate } from './menuTemplate.ts';
import { openMainWindow } from './openMainWindow.ts';
import { overlayMenu } from './overlay/overlayMenu.ts';
import { runOverlay, type OverlayHost } from './overlay/runOverlay.ts';
import { APP_SCHEME } from './ownPage.ts';
import { installPermissions } from './permissions.ts';
import { servePorts } from './servePorts.ts';
import type { ShellElectron } from './ShellElectron.ts';
import { watchCrashes } from './watchCrashes.ts';

/** The program behind the windows, as far as the shell knows it. */
export interface ShellHost extends OverlayHost {
  serve(channel: Channel): void;
  close(): Promise<void>;
}

export interface ShellOptions {
  readonly home: string;
  /** folder of the built window */
  readonly root: string;
  /** the preload script, absolute */
  readonly preload: string;
  readonly openHost: () => Promise<ShellHost>;
  readonly log: (line: string) => void;
}

/** A host that has not closed by then is left to the operating system; its store is safe against that. */
const CLOSE_LIMIT_MS = 5_000;

/**
 * The desktop, in the order that Electron's security needs: what must come before `ready`, then guards on the session,
 * then the host, then the window. Resolves when the window is open, or when this process is to end because another
 * one has it open already.
 */
export async function startShell(electron: ShellElectron, options: ShellOptions): Promise<void> {
  const { app, dialog, protocol } = electron;
  app.enableSandbox();
  // Before the lock, which is kept there: one desktop for each home folder.
  app.setPath('userData', join(options.home, 'electron'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  watchCrashes(electron, options.log);
  await app.whenReady();

  let claim: HomeClaim;
  let host: ShellHost;
  try {
    claim = await claimHome(options.home, 'desktop');
    host = await options.openHost();
  } catch (error) {
    dialog.showErrorBox('Headwater could not start', error instanceof Error ? error.message : String(error));
    return app.exit(1);
  }
  run(electron, options, host, claim);
}

function run(electron: ShellElectron, options: ShellOptions, host: ShellHost, claim: HomeClaim): void {
  const { app, Menu, nativeTheme, session } = electron;
  installPermissions(session.defaultSession);
  blockNetwork(session.defaultSession);
  session.defaultSession.protocol.handle(APP_SCHEME, createAppProtocol(options.root));
  const overlay = runOverlay(electron, host, options.log);
  const dress = ({ theme, captionWindow }: Pick<Settings, 'theme' | 'captionWindow'>): void => {
    nativeTheme.themeSource = theme;
    const captions = overlayMenu(captionWindow, overlay.change);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged, captions)));
  };
  dress(host.settings.get());
  let shown = host.settings.get();
  host.settings.onChange((settings) => {
    const { theme, captionWindow } = shown;
    shown = settings;
    // A menu that is built anew closes where it is open.
    if (theme !== settings.theme || JSON.stringify(captionWindow) !== JSON.stringify(settings.captionWindow)) dress(settings);
  });

  const windowIds = new Set<number>();
  servePorts(electron, windowIds, (channel) => host.serve(channel));
  let window: BrowserWindow | null = null;
  const open = () => {
    const opened = openMainWindow(electron, host.settings, options.preload);
    const { id } = opened.webContents;
    windowIds.add(id);
    opened.on('closed', () => {
      windowIds.delete(id);
      window = null;
      overlay.hide();
    });
    window = opened;
    overlay.show();
  };
  const show = () => {
    if (window === null) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeBeforeExit(app, async () => {
    await host.close();
    await claim.release();
  });
  open();
}

/** Windows have closed and stored their places by then; the host ends its children and its store. */
function closeBeforeExit(app: ShellElectron['app'], close: () => Promise<void>): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const limit = setTimeout(() => app.exit(1), CLOSE_LIMIT_MS);
    void close().then(
      () => app.exit(0),
      () => app.exit(1),
    ).finally(() => clearTimeout(limit));
  });
}
