import { posix, win32 } from 'node:path';

/**
 * The folder of conversations, settings and models: `HEADWATER_HOME` if it is set, else where the system keeps what
 * programs store for a person. Absolute.
 */
export function homeFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  userHome: string,
): string {
  const named = environment['HEADWATER_HOME'];
  if (platform === 'win32') {
    if (named) return win32.resolve(named);
    return win32.join(environment['APPDATA'] || win32.join(userHome, 'AppData', 'Roaming'), 'Headwater');
  }
  if (named) return posix.resolve(named);
  if (platform === 'darwin') return posix.join(userHome, 'Library', 'Application Support', 'Headwater');
  // A relative path there counts as not set (XDG Base Directory Specification, 0.8).
  const data = environment['XDG_DATA_HOME'];
  return posix.join(data && posix.isAbsolute(data) ? data : posix.join(userHome, '.local', 'share'), 'headwater');
}
