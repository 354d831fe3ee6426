const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  // Files that the person chose are played from here; worklets are scripts of our own like any other.
  "media-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Captions hear and may be shown what the computer plays; nothing else of the machine is asked for. */
const PERMISSIONS = ['microphone=(self)', 'display-capture=(self)', 'camera=()', 'geolocation=()', 'usb=()', 'serial=()', 'hid=()', 'midi=()', 'payment=()'].join(', ');

/** What goes with every answer to a window, from the web host and from the desktop's own protocol alike. */
export const windowHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'Permissions-Policy': PERMISSIONS,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
