import { AppError } from './AppError.ts';
import { CallingEnd } from './CallingEnd.ts';
import type { Channel } from './Channel.ts';
import { ServingEnd } from './ServingEnd.ts';
import { WireMessage } from './wire.ts';

/** Both roles of one end of a channel, shared by all services that are served or used on it. */
export interface Exchange {
  readonly serving: ServingEnd;
  readonly calling: CallingEnd;
}

const exchanges = new WeakMap<Channel, Exchange>();
const ANSWERS: readonly unknown[] = ['result', 'item', 'end', 'error'];

/**
 * The one exchange of this channel. It starts to listen after the present turn, so everything that is served in the
 * same turn is there when the first message is read.
 */
export function exchangeOf(channel: Channel): Exchange {
  const known = exchanges.get(channel);
  if (known !== undefined) return known;
  const post = (message: WireMessage) => channel.post(message);
  const exchange = { serving: new ServingEnd(post), calling: new CallingEnd(post) };
  exchanges.set(channel, exchange);
  channel.onClose(() => {
    exchange.serving.close();
    exchange.calling.close();
  });
  queueMicrotask(() => channel.onMessage((message) => route(exchange, message)));
  return exchange;
}

function route({ serving, calling }: Exchange, message: unknown): void {
  const parsed = WireMessage.safeParse(message);
  if (!parsed.success) return routeMalformed({ serving, calling }, message);
  const { data } = parsed;
  if (data.t === 'call' || data.t === 'open' || data.t === 'credit' || data.t === 'cancel') serving.receive(data);
  else calling.receive(data);
}

/** Tells whoever can be told: who waits for an answer, or who asked. Anything without an id is dropped. */
function routeMalformed({ serving, calling }: Exchange, message: unknown): void {
  if (typeof message !== 'object' || message === null) return;
  const { t, id } = message as { t?: unknown; id?: unknown };
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return;
  if (ANSWERS.includes(t)) calling.failMalformed(id, 'it was malformed');
  else serving.fail(id, new AppError('bad-message', 'A request could not be understood. Nothing was changed.'));
}
