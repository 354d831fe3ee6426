import { chromium, type Browser } from 'playwright-core';

/**
 * Starts the system's Chromium without a window and without its own chatter on the network.
 *
 * @param more further switches
 * @param sound the environment of a sound rig, in which it is then really heard
 */
export function openBrowser(executablePath: string, more: readonly string[] = [], sound?: Readonly<Record<string, string>>): Promise<Browser> {
  return chromium.launch({
    executablePath,
    ...(sound && { env: { ...sound }, ignoreDefaultArgs: ['--mute-audio'] }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
