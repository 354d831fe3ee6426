import { describe, expect, it } from 'vitest';
import { blockNetwork } from './blockNetwork.ts';
import { electronStandIn, StandInContents, StandInFrame } from './electronStandIn.test-helper.ts';
import { guardContents } from './guardContents.ts';
import { isTrustedSender } from './isTrustedSender.ts';
import { openOutside } from './openOutside.ts';
import { isOwnUrl } from './ownPage.ts';
import { installPermissions, PERMISSIONS } from './permissions.ts';

const FOREIGN = [
  'https://headwater/', 'http://127.0.0.1/', 'app://headwater.evil/', 'app://evil/', 'app:///headwater/',
  'app:headwater', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,hi', 'about:blank', 'APP//headwater',
  '', 'app://user@headwater/', 'app://headwater:1/', 'blob:app://headwater/1', 'app://headwater@evil/',
  'view-source:app://headwater/',
];

describe('isOwnUrl', () => {
  it.each(['app://headwater/', 'app://headwater', 'app://headwater/assets/a.js?x#y'])('takes %s', (url) => {
    expect(isOwnUrl(url)).toBe(true);
  });
  it.each(FOREIGN)('refuses %j', (url) => {
    expect(isOwnUrl(url)).toBe(false);
  });
});

/** Whether guarded contents keep from going there. */
function navigate(type: string, url: string, isMainFrame = true): boolean {
  const contents = new StandInContents();
  guardContents(contents as unknown as Parameters<typeof guardContents>[0]);
  let prevented = false;
  contents.emit(type, { url, isMainFrame, preventDefault: () => (prevented = true) });
  return prevented;
}

type AnyHandler = (...args: unknown[]) => unknown;

describe('guardContents', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('on %s stays on our page', (type) => {
    for (const url of FOREIGN) expect(navigate(type, url)).toBe(true);
    expect(navigate(type, 'app://headwater/')).toBe(false);
    expect(navigate(type, 'app://headwater/', false)).toBe(true);
  });

  it('opens no window and holds no webview', () => {
    const contents = new StandInContents();
    guardContents(contents as unknown as Parameters<typeof guardContents>[0]);
    expect(contents.openHandler?.({ url: 'https://example.org' })).toEqual({ action: 'deny' });
    expect(navigate('will-attach-webview', '')).toBe(true);
  });
});

describe('permissions', () => {
  const { electron, handlers } = electronStandIn();
  installPermissions(electron.session.defaultSession);
  const ask = (permission: string, requestingUrl: string, isMainFrame = true, mediaTypes?: string[]) => {
    let granted: unknown;
    const handler = handlers['setPermissionRequestHandler'] as AnyHandler;
    handler({}, permission, (answer: boolean) => (granted = answer), { requestingUrl, isMainFrame, ...(mediaTypes ? { mediaTypes } : {}) });
    return granted;
  };
  const check = (permission: string, origin: string, isMainFrame = true, mediaType?: string) =>
    (handlers['setPermissionCheckHandler'] as AnyHandler)(null, permission, origin, { isMainFrame, mediaType });

  it('gives our page what the table allows, and says why', () => {
    expect(ask('clipboard-sanitized-write', 'app://headwater/')).toBe(true);
    expect(check('clipboard-sanitized-write', 'app://headwater')).toBe(true);
    expect(check('clipboard-sanitized-write', 'app://headwater/')).toBe(true);
    for (const { reason } of Object.values(PERMISSIONS)) expect(reason).not.toBe('');
  });

  it('gives the same to nobody else', () => {
    for (const url of FOREIGN) {
      expect(ask('clipboard-sanitized-write', url)).toBe(false);
      expect(check('clipboard-sanitized-write', url)).toBe(false);
    }
    expect(ask('clipboard-sanitized-write', 'app://headwater/', false)).toBe(false);
    expect(check('clipboard-sanitized-write', 'app://headwater', false)).toBe(false);
  });

  it.each([
    'geolocation', 'notifications', 'openExternal', 'fileSystem', 'local-network-access',
    'unknown', 'a permission of the future', '__proto__', 'constructor',
  ])('denies %s', (permission) => {
    expect(ask(permission, 'app://headwater/')).toBe(false);
    expect(check(permission, 'app://headwater')).toBe(false);
  });

  it('gives our page the microphone, never the camera, and nobody else either', () => {
    expect(ask('media', 'app://headwater/', true, ['audio'])).toBe(true);
    expect(check('media', 'app://headwater', true, 'audio')).toBe(true);
    for (const kinds of [['video'], ['audio', 'video']]) expect(ask('media', 'app://headwater/', true, kinds)).toBe(false);
    expect(check('media', 'app://headwater', true, 'video')).toBe(false);
    expect(ask('media', 'app://headwater/', false, ['audio'])).toBe(false);
    for (const url of FOREIGN) expect(ask('media', url, true, ['audio'])).toBe(false);
  });

  it('gives no device', () => {
    expect((handlers['setDevicePermissionHandler'] as AnyHandler)()).toBe(false);
  });

  it('gives our page what the computer plays, beside a picture of the page itself, and never a screen', () => {
    const display = (request: object) => {
      let streams: unknown = 'none given';
      (handlers['setDisplayMediaRequestHandler'] as AnyHandler)(request, (given: unknown) => (streams = given));
      return streams;
    };
    const page = new StandInFrame('app://headwater/');
    expect(display({ frame: page, audioRequested: true, videoRequested: true })).toEqual({ video: page, audio: 'loopback' });
    expect(display({ frame: page, audioRequested: false, videoRequested: true })).toBeNull();
    expect(display({ frame: null, audioRequested: true })).toBeNull();
    expect(display({ frame: new StandInFrame('app://headwater/', page), audioRequested: true })).toBeNull();
    for (const url of FOREIGN) expect(display({ frame: new StandInFrame(url), audioRequested: true })).toBeNull();
  });
});

describe('blockNetwork', () => {
  const { electron, handlers } = electronStandIn();
  blockNetwork(electron.session.defaultSession);
  const isCancelled = (url: string) => {
    let answer: { cancel?: boolean } = {};
    const handler = handlers['onBeforeRequest'] as AnyHandler;
    handler({ url }, (given: { cancel?: boolean }) => (answer = given));
    return answer.cancel;
  };
  it('lets nothing out', () => {
    const outside = ['https://example.org/', 'http://127.0.0.1:8080/', 'ws://127.0.0.1/', 'file:///a', 'app://evil/'];
    for (const url of outside) expect(isCancelled(url)).toBe(true);
    const own = ['app://headwater/', 'app://headwater/assets/a.woff2', 'blob:app://headwater/1', 'data:image/png,A'];
    for (const url of own) expect(isCancelled(url)).toBe(false);
  });
});

describe('isTrustedSender', () => {
  const known = new Set([7]);
  const page = new StandInFrame('app://headwater/');
  const isTrusted = (id: number, senderFrame: unknown) =>
    isTrustedSender({ sender: { id }, senderFrame } as Parameters<typeof isTrustedSender>[0], known);

  it('trusts the main frame of a window of ours, on our page', () => {
    expect(isTrusted(7, page)).toBe(true);
  });
  it('trusts no other window, frame or page', () => {
    expect(isTrusted(8, page)).toBe(false);
    expect(isTrusted(7, null)).toBe(false);
    const detached = new StandInFrame('app://headwater/');
    detached.detached = true;
    expect(isTrusted(7, detached)).toBe(false);
    expect(isTrusted(7, new StandInFrame('app://headwater/', page))).toBe(false);
    for (const url of FOREIGN) expect(isTrusted(7, new StandInFrame(url))).toBe(false);
    expect(isTrusted(7, { parent: null, detached: false, origin: 'app://headwater', url: 'about:blank' })).toBe(false);
  });
});

describe('openOutside', () => {
  it('opens web pages and nothing else', async () => {
    const { electron, opened } = electronStandIn();
    await openOutside(electron.shell, 'https://example.org/a b');
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', 'app://headwater/', '']) {
      await expect(openOutside(electron.shell, url)).rejects.toMatchObject({ code: 'bad-request' });
    }
    expect(opened).toEqual(['https://example.org/a%20b']);
  });
});
