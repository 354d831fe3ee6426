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
  media: { allowed: true, reason: 'captions hear the microphone; the camera is refused below' },
  'display-capture': { allowed: true, reason: 'captions hear what the computer plays; no picture of a screen is ever given' },
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

/** What the page asks for when it wants what the computer plays. */
type DisplayRequest = Pick<Parameters<DisplayHandler>[0], 'frame' | 'audioRequested'>;
type DisplayHandler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>;

/** Puts the table in force, for our own page in its main frame and for nothing else. */
export function installPermissions(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(details.isMainFrame && isOwnUrl(details.requestingUrl) && isAllowed(permission) && !kinds.includes('video'));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    // Electron writes origins of standard schemes with and without a slash at the end.
    const isOwn = requestingOrigin === APP_ORIGIN || requestingOrigin === `${APP_ORIGIN}/`;
    return details.isMainFrame && isOwn && isAllowed(permission) && details.mediaType !== 'video';
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((request, callback) => callback(displayStreams(request)));
}

/**
 * The sound of the computer. Chromium gives it only beside a picture: that of our own page, which the page drops at
 * once. Whoever asks without sound, or is not our page, gets nothing.
 */
function displayStreams({ frame, audioRequested }: DisplayRequest): Parameters<Parameters<DisplayHandler>[1]>[0] {
  const isOwn = frame !== null && !frame.detached && frame.parent === null && isOwnUrl(frame.url);
  return isOwn && audioRequested ? { video: frame, audio: 'loopback' } : null;
}

function isAllowed(permission: string): boolean {
  return Object.hasOwn(PERMISSIONS, permission) && PERMISSIONS[permission]?.allowed === true;
}
