import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request was meant for this server: `Host` is exactly our loopback address, which a page that has pointed
 * its own name at 127.0.0.1 (DNS rebinding) cannot send, and `Origin`, where there is one, is this same address.
 */
export function isOwnRequest(headers: IncomingHttpHeaders, port: number): boolean {
  const { host, origin } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return false;
  return origin === undefined || origin === `http://${host}`;
}
