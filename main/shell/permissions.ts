import type { Session } from 'electron/main';
import { APP_ORIGIN, isOwnUrl } from './ownPage.ts';

interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

/**
 * What a page may ask of Electron, and why it gets it or not. Whatever is not named here is denied too; Electron alone
 * would approve everything.
 */
export const PERMISSIONS: Readonly<Record<string, Decision>> = {
  'clipboard-sanitized-write': { allowed: true, reason: 'the copy buttons; text only, after a click' },
  'clipboard-read': { allowed: false, reason: 'pasting needs no permission' },
  media: { allowed: false, reason: 'nothing captures camera or microphone yet' },
  'display-capture': { allowed: false, reason: 'nothing captures the screen yet' },
  geolocation: { allowed: false, reason: 'nothing needs to know the place' },
  notifications: { allowed: false, reason: 'nothing notifies yet' },
  fileSystem: { allowed: false, reason: 'files are opened by the host, after a dialog' },
  openExternal: { allowed: false, reason: 'pages are opened by the host, after the person agreed' },
  midi: { allowed: false, reason: 'no device is used' },
  hid: { allowed: false, reason: 'no device is used' },
  serial: { allowed: false, reason: 'no device is used' },
  usb: { allowed: false, reason: 'no device is used' },
};

type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>;

/** Puts the table in force, for our own page in its main frame and for nothing else. */
export function installPermissions(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(details.isMainFrame && isOwnUrl(details.requestingUrl) && isAllowed(permission));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    // Electron writes origins of standard schemes with and without a slash at the end.
    const isOwn = requestingOrigin === APP_ORIGIN || requestingOrigin === `${APP_ORIGIN}/`;
    return details.isMainFrame && isOwn && isAllowed(permission);
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}

function isAllowed(permission: string): boolean {
  return Object.hasOwn(PERMISSIONS, permission) && PERMISSIONS[permission]?.allowed === true;
}
