import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** The system's Chromium, or null. `CHROMIUM` names another one. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  return PLACES.find((place) => existsSync(place)) ?? null;
}
