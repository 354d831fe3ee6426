/** What one server puts up with. Times in milliseconds. */
export const WEB_LIMITS = {
  headerBytes: 16 * 1024,
  /** whole request line and headers must have come */
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  /** a connection on which nothing moves */
  idleTimeout: 30_000,
  /** connections of any kind */
  connections: 128,
  /** open windows */
  sockets: 32,
  /** a window that has not answered a ping for this long is gone */
  pingInterval: 30_000,
};
export type WebLimits = typeof WEB_LIMITS;
