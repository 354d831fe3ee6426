import type { Channel } from './Channel.ts';
import { exchangeOf } from './Exchange.ts';
import type { Client, Service } from './Service.ts';
import { MAX_CREDITS } from './wire.ts';

/** Items a consumer is sent ahead of its reading, unless it says otherwise. */
const DEFAULT_CREDITS = 32;

/**
 * The client of a service that is served at the other end of this channel. Calls and streams fail with an `AppError`:
 * that of the handler, `bad-request` for parameters outside the schema, `bad-message` for an answer outside it, and
 * `closed` when the channel closes first.
 *
 * @param options.credits items of a stream sent ahead of reading, 1 to 4,096. Defaults to 32.
 */
export function connectService<S extends Service>(
  channel: Channel,
  service: S,
  options: { readonly credits?: number } = {},
): Client<S> {
  const { calling } = exchangeOf(channel);
  const credits = Math.min(Math.max(1, Math.floor(options.credits ?? DEFAULT_CREDITS)), MAX_CREDITS);
  const calls = Object.entries(service.calls).map(([method, schema]) => [
    method,
    (params: unknown) => calling.call({ service: service.name, method }, schema, params),
  ]);
  const streams = Object.entries(service.streams).map(([method, schema]) => [
    method,
    (params: unknown) => calling.stream({ service: service.name, method }, schema, params, credits),
  ]);
  return Object.fromEntries([...calls, ...streams]) as Client<S>;
}
