import { describe, expect, it } from 'vitest';
import { connectService } from './connectService.ts';
import { memoryChannelPair } from './memoryChannelPair.ts';
import { defineService } from './Service.ts';
import { serveService } from './serveService.ts';
import { z } from './zod.ts';

const greeter = defineService({
  name: 'greeter',
  calls: { greet: { params: z.object({ name: z.string().trim() }), result: z.object({ text: z.string() }) } },
  streams: { names: { params: z.object({}), item: z.string() } },
});

const handlers = (label: string) => ({
  greet: ({ name }: { name: string }) => ({ text: `${label} greets ${name}` }),
  async *names(_params: object, signal: AbortSignal) {
    yield label;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  },
});

describe('serveService', () => {
  it('lets both ends of one channel serve and ask at the same time', async () => {
    const [left, right] = memoryChannelPair();
    serveService(left, greeter, handlers('left'));
    serveService(right, greeter, handlers('right'));
    const answers = await Promise.all([
      connectService(left, greeter).greet({ name: 'left' }),
      connectService(right, greeter).greet({ name: ' right ' }),
    ]);
    expect(answers.map(({ text }) => text)).toEqual(['right greets left', 'left greets right']);
  });

  it('reads requests that came before it was served', async () => {
    const [left, right] = memoryChannelPair();
    const answer = connectService(left, greeter).greet({ name: 'you' });
    await Promise.resolve();
    await Promise.resolve();
    serveService(right, greeter, handlers('late'));
    expect(await answer).toEqual({ text: 'late greets you' });
  });

  it('ends its streams and answers no more when it is stopped, and may be served again', async () => {
    const [left, right] = memoryChannelPair();
    const stop = serveService(right, greeter, handlers('first'));
    const client = connectService(left, greeter);
    const names = client.names({});
    expect(await names.next()).toEqual({ done: false, value: 'first' });
    stop();
    await expect(names.next()).rejects.toMatchObject({ code: 'closed' });
    await expect(client.greet({ name: 'you' })).rejects.toMatchObject({ code: 'not-found' });
    const stopSecond = serveService(right, greeter, handlers('second'));
    stop();
    expect(await client.greet({ name: 'you' })).toEqual({ text: 'second greets you' });
    expect(() => serveService(right, greeter, handlers('third'))).toThrow('served twice');
    stopSecond();
  });

  it('drops keys a schema does not name, in both directions', async () => {
    const [left, right] = memoryChannelPair();
    const received: unknown[] = [];
    serveService(right, greeter, {
      ...handlers(''),
      greet(params) {
        received.push(params);
        return { text: 'hello', secret: 'kept' } as { text: string };
      },
    });
    const params = { name: 'you', extra: () => 'cannot be cloned' };
    expect(await connectService(left, greeter).greet(params)).toEqual({ text: 'hello' });
    expect(received).toEqual([{ name: 'you' }]);
  });

  it('never opens a stream that nobody reads', async () => {
    const [left, right] = memoryChannelPair();
    const posted: unknown[] = [];
    right.onMessage((message) => posted.push(message));
    const stream = connectService(left, greeter).names({});
    await stream.return?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(posted).toEqual([]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});
