import { describe, expect, it } from 'vitest';
import { createScheduler, type Lane } from './createScheduler.ts';

const never = new AbortController().signal;

describe('createScheduler', () => {
  it('runs lanes in their order and one lane in the order of arrival', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    const enter = (lane: Lane, name: string) =>
      scheduler.run(
        lane,
        async () => {
          order.push(name);
        },
        never,
      );
    await Promise.all([
      enter('background', 'index'),
      enter('prefill', 'chunk 1'),
      enter('answer', 'token 1'),
      enter('prefill', 'chunk 2'),
      enter('question', 'vector'),
      enter('answer', 'token 2'),
    ]);
    expect(order).toEqual(['token 1', 'token 2', 'vector', 'chunk 1', 'chunk 2', 'index']);
  });

  it('lets an answer in between two chunks of a prefill', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    const prefill = async () => {
      for (const chunk of [1, 2, 3]) {
        await scheduler.run(
          'prefill',
          async () => {
            order.push(`chunk ${chunk}`);
            if (chunk === 1) setImmediate(() => void answer());
          },
          never,
        );
      }
    };
    const answer = () => scheduler.run('answer', async () => order.push('token'), never);
    await prefill();
    expect(order).toEqual(['chunk 1', 'token', 'chunk 2', 'chunk 3']);
  });

  it('never runs two steps at once', async () => {
    const scheduler = createScheduler();
    let running = 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        scheduler.run(
          i % 2 === 0 ? 'answer' : 'prefill',
          async () => {
            expect(++running).toBe(1);
            await new Promise((resolve) => {
              setImmediate(resolve);
            });
            running--;
          },
          never,
        ),
      ),
    );
  });

  it('drops a waiting step when its signal aborts, and goes on with the others', async () => {
    const scheduler = createScheduler();
    const abort = new AbortController();
    let ran = false;
    const dropped = scheduler.run(
      'answer',
      async () => {
        ran = true;
      },
      abort.signal,
    );
    abort.abort();
    await expect(dropped).rejects.toMatchObject({ code: 'cancelled' });
    expect(ran).toBe(false);
    await expect(scheduler.run('answer', async () => 42, never)).resolves.toBe(42);
  });

  it('lets a message that arrives during a step cancel the next one', async () => {
    const scheduler = createScheduler();
    const abort = new AbortController();
    const first = scheduler.run('answer', async () => void setImmediate(() => abort.abort()), abort.signal);
    const second = first.then(() => scheduler.run('answer', async () => 'ran', abort.signal));
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('passes on what a step throws and goes on', async () => {
    const scheduler = createScheduler();
    const failing = scheduler.run('answer', () => Promise.reject(new Error('broken')), never);
    await expect(failing).rejects.toThrow('broken');
    await expect(scheduler.run('answer', async () => 'on', never)).resolves.toBe('on');
  });

  it('makes way for others between two chunks, and answers meanwhile', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    const step = (lane: Lane, name: string) => scheduler.run(lane, async () => void order.push(name), never);
    scheduler.makeWay(true);
    const chunk = step('prefill', 'chunk');
    const index = step('background', 'index');
    await step('answer', 'token');
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['token']);
    order.push('free');
    scheduler.makeWay(false);
    await Promise.all([chunk, index]);
    expect(order).toEqual(['token', 'free', 'chunk', 'index']);
  });

  it('reads on when the others never rest', async () => {
    const scheduler = createScheduler();
    scheduler.makeWay(true);
    // Told again and again, the pause does not grow.
    const telling = setInterval(() => scheduler.makeWay(true), 5);
    await expect(scheduler.run('prefill', async () => 'read', never)).resolves.toBe('read');
    clearInterval(telling);
  });

  it('drops what is cancelled while it makes way', async () => {
    const scheduler = createScheduler();
    const abort = new AbortController();
    scheduler.makeWay(true);
    const dropped = scheduler.run('prefill', async () => 'read', abort.signal);
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    await expect(dropped).rejects.toMatchObject({ code: 'cancelled' });
  });
});
