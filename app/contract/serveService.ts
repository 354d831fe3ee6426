import type { Channel } from './Channel.ts';
import { exchangeOf } from './Exchange.ts';
import type { Handlers, Service } from './Service.ts';
import type { AnyHandlers } from './ServingEnd.ts';

/**
 * Answers `service` on this channel until the returned function is called or the channel closes. Several services may
 * share a channel; serve all of them in the same turn, since requests that are waiting are read right after it.
 *
 * Parameters are parsed before a handler sees them, results and items before they are sent. A handler that throws an
 * `AppError` sends it as it is; anything else arrives as `internal`.
 */
export function serveService<S extends Service>(channel: Channel, service: S, handlers: Handlers<S>): () => void {
  return exchangeOf(channel).serving.serve(service, handlers as AnyHandlers);
}
