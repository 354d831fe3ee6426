/**
 * Why the desktop window cannot be opened here, and what to do, in one line; null when it can. `binary`: where
 * Electron's program lies; `user`: the numeric user id, undefined where there is none.
 */
export function whyNoDesktop(
  binary: string | null,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  user: number | undefined,
): string | null {
  if (binary === null) return 'For a window of its own, run once: npx install-electron';
  if (platform !== 'linux') return null;
  if (user === 0) return 'For a window of its own, start Headwater as an ordinary user, not as root.';
  if (environment['DISPLAY'] || environment['WAYLAND_DISPLAY']) return null;
  return 'For a window of its own, start Headwater where there is a screen.';
}
