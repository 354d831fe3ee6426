/** The scheme of the desktop's own protocol. */
export const APP_SCHEME = 'app';
const APP_HOST = 'headwater';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** The page of the window. */
export const APP_PAGE = `${APP_ORIGIN}/`;

/** Whether this is a URL of ours: parsed, never matched by its beginning. */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST && parsed.username === '';
}
