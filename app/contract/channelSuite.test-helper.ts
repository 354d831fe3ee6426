import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectService } from './connectService.ts';
import type { Client } from './Service.ts';
import type { SuitePair } from './SuitePair.test-helper.ts';
import { secondService, suiteService } from './suiteService.test-helper.ts';
import { MAX_OPEN_STREAMS } from './wire.ts';

/** What a promise came to, for later: a rejection nobody has looked at yet is no accident here. */
const outcome = (promise: Promise<unknown>) => promise.then((value) => ({ value }), (error: unknown) => ({ error }));

/** Everything a carrier must do, the same for all of them. Call it in a test file of the carrier. */
export function channelSuite(name: string, open: () => Promise<SuitePair> | SuitePair): void {
  describe(`${name} carries the contract`, () => {
    let pair: SuitePair;
    let client: Client<typeof suiteService>;

    beforeEach(async () => {
      pair = await open();
      client = connectService(pair.near, suiteService, { credits: 8 });
    });
    afterEach(async () => {
      pair.near.close();
      await pair.dispose();
    });

    /** Asks until the far end says so; the test's time limit is the only clock. */
    const progressUntil = async (key: string, wanted: (now: { produced: number; returned: boolean }) => boolean) => {
      for (;;) {
        const progress = await client.progress({ key });
        if (wanted(progress)) return progress;
      }
    };

    it('answers calls with any JSON value, unchanged', async () => {
      const value = { text: 'Grüße 👋\u0000\u2028', list: [1, -0.5, 1e300, null, true], deep: { a: [{}] }, empty: '' };
      expect(await client.echo({ value })).toEqual({ value });
      const long = 'x'.repeat(1_000_000);
      expect(await client.echo({ value: long })).toEqual({ value: long });
    });

    it('answers many calls at once, each its own', async () => {
      const answers = await Promise.all(Array.from({ length: 500 }, (_, i) => client.echo({ value: i })));
      expect(answers.map((answer) => answer.value)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    });

    it('carries two services with the same method name', async () => {
      const second = connectService(pair.near, secondService);
      const [a, b] = await Promise.all([client.echo({ value: 'one' }), second.echo({ value: 'two' })]);
      expect([a, b]).toEqual([{ value: 'one' }, { second: 'two' }]);
    });

    it('carries errors as typed values', async () => {
      await expect(client.fail({ kind: 'typed' })).rejects.toMatchObject({
        name: 'AppError',
        code: 'disk-full',
        message: 'The disk is full.',
        details: { needed: 7 },
      });
      await expect(client.fail({ kind: 'foreign' })).rejects.toMatchObject({
        code: 'internal',
        message: 'a foreign mistake',
        details: {},
      });
      await expect(client.fail({ kind: 'wrong-result' })).rejects.toMatchObject({ code: 'internal' });
    });

    it('refuses parameters outside the schema before they are sent', async () => {
      const wrong = { value: 1, short: 'far too long' };
      await expect(client.echo(wrong)).rejects.toMatchObject({ code: 'bad-request' });
      const stream = client.count({ key: 'wrong', to: 'many' as unknown as number });
      await expect(stream.next()).rejects.toMatchObject({ code: 'bad-request' });
      expect(await client.progress({ key: 'wrong' })).toMatchObject({ produced: 0 });
    });

    it('delivers 10,000 small messages in order', async () => {
      let expected = 0;
      for await (const { at } of client.count({ key: 'many', to: 10_000 })) {
        if (at !== expected) throw new Error(`item ${at} came where ${expected} was due`);
        expected += 1;
      }
      expect(expected).toBe(10_000);
    });

    it('stops a producer at zero credit, and lets it go on as items are read', async () => {
      const stream = client.count({ key: 'slow', to: 1_000 });
      expect(await stream.next()).toEqual({ done: false, value: { at: 0 } });
      await progressUntil('slow', ({ produced }) => produced >= 8);
      // Half of the credit is unread still, so nothing was granted: however long we wait, it stands at eight.
      for (let i = 0; i < 50; i++) expect((await client.progress({ key: 'slow' })).produced).toBe(8);
      for (let at = 1; at < 4; at++) expect(await stream.next()).toEqual({ done: false, value: { at } });
      await progressUntil('slow', ({ produced }) => produced >= 12);
      for (let i = 0; i < 50; i++) expect((await client.progress({ key: 'slow' })).produced).toBe(12);
      let last = 3;
      for await (const { at } of stream) last = at;
      expect(last).toBe(999);
    });

    it('works with a single credit', async () => {
      const single = connectService(pair.near, suiteService, { credits: 1 });
      const seen: number[] = [];
      for await (const { at } of single.count({ key: 'single', to: 50 })) seen.push(at);
      expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => i));
    });

    it('coalesces what a slow reader has not read', async () => {
      const slow = connectService(pair.near, suiteService, { credits: 1 });
      const stream = slow.sums({});
      const first = stream.next();
      await client.push({ times: 1 });
      expect(await first).toEqual({ done: false, value: { sum: 1 } });
      await client.push({ times: 5_000 });
      await client.push({ times: 5_000 });
      let sum = 0;
      let items = 0;
      while (sum < 10_000) {
        const step = await stream.next();
        if (step.done === true) break;
        sum += step.value.sum;
        items += 1;
      }
      expect(sum).toBe(10_000);
      expect(items).toBeLessThanOrEqual(3);
      await stream.return?.();
    });

    it('runs streams side by side without one holding up another', async () => {
      const stuck = client.count({ key: 'stuck', to: 1_000 });
      await stuck.next();
      const totals = await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          let items = 0;
          for await (const { at } of client.count({ key: `side ${i}`, to: 100 + i })) items = at + 1;
          return items;
        }),
      );
      expect(totals).toEqual(Array.from({ length: 20 }, (_, i) => 100 + i));
      expect(await stuck.next()).toEqual({ done: false, value: { at: 1 } });
      await stuck.return?.();
    });

    it('cancels the producer when the loop is left', async () => {
      for await (const { at } of client.count({ key: 'left', to: 1_000_000 })) if (at === 20) break;
      const progress = await progressUntil('left', ({ returned }) => returned);
      expect(progress).toMatchObject({ aborted: true, returned: true });
      expect(progress.produced).toBeLessThan(21 + 8 + 1);
    });

    it('cancels a producer that has nothing to say', async () => {
      const stream = client.silent({ key: 'silent' });
      const next = stream.next();
      await stream.return?.();
      expect(await next).toEqual({ done: true, value: undefined });
      expect(await progressUntil('silent', ({ returned }) => returned)).toMatchObject({ aborted: true });
    });

    it('gives the items before an error, then the error, then nothing', async () => {
      const stream = client.failAfter({ items: 3, kind: 'typed' });
      for (let at = 0; at < 3; at++) expect(await stream.next()).toEqual({ done: false, value: { at } });
      await expect(stream.next()).rejects.toMatchObject({ code: 'crashed', details: { at: 3 } });
      expect(await stream.next()).toEqual({ done: true, value: undefined });
      const wrong = client.failAfter({ items: 0, kind: 'wrong-item' });
      await expect(wrong.next()).rejects.toMatchObject({ code: 'internal' });
    });

    it('ends everything that is open when the far end closes in mid-stream', async () => {
      const stream = client.count({ key: 'cut', to: 1_000 });
      expect(await stream.next()).toEqual({ done: false, value: { at: 0 } });
      const hanging = outcome(client.hang({}));
      const silent = outcome(client.silent({ key: 'cut too' }).next());
      const closing = outcome(client.closeChannel({}));
      expect(await hanging).toMatchObject({ error: { name: 'AppError', code: 'closed' } });
      expect(await silent).toMatchObject({ error: { code: 'closed' } });
      expect(await closing).toMatchObject({ error: { code: 'closed' } });
      const readOn = async () => {
        for await (const item of stream) expect(item.at).toBeLessThan(8);
      };
      await expect(readOn()).rejects.toMatchObject({ code: 'closed' });
      await expect(client.echo({ value: 1 })).rejects.toMatchObject({ code: 'closed' });
      await expect(client.silent({ key: 'late' }).next()).rejects.toMatchObject({ code: 'closed' });
    });

    it('ends everything that is open when the near end closes', async () => {
      const stream = client.count({ key: 'near', to: 1_000 });
      await stream.next();
      const hanging = client.hang({});
      const closes = { near: 0 };
      pair.near.onClose(() => (closes.near += 1));
      pair.near.close();
      pair.near.close();
      await expect(hanging).rejects.toMatchObject({ code: 'closed' });
      expect(closes.near).toBe(1);
      pair.near.onClose(() => (closes.near += 1));
      expect(closes.near).toBe(2);
      pair.near.post({ t: 'cancel', id: 1 });
      const { state } = pair;
      if (state === undefined) return;
      await vi.waitUntil(() => state.get('near')?.returned === true);
      const producer = state.get('near');
      expect(producer?.aborted).toBe(true);
      expect(producer?.produced).toBeLessThanOrEqual(8);
    });

    it('answers a malformed request and drops what has no id; both ends go on', async () => {
      const hostile: unknown[] = [
        null,
        'call',
        [],
        { t: 'call' },
        { t: 'call', id: -1, service: 'suite', method: 'echo' },
        { t: 'call', id: 1e308, service: 'suite', method: 'echo', params: {} },
        { t: 'credit', id: 999_999, credits: 5 },
        { t: 'cancel', id: 999_999 },
        { t: 'result', id: 999_999, value: 1 },
        { t: 'item', id: 999_999, value: 1 },
        { t: 'end', id: 999_999 },
        { t: 'open', id: 900_001, service: 'suite', method: 'count', params: { key: 'k', to: 3 }, credits: 1e9 },
        { t: 'open', id: 900_002, service: 'x'.repeat(10_000), method: 'count', params: {}, credits: 1 },
        { t: 'call', id: 900_003, service: 'suite', method: 'constructor', params: {} },
        { t: 'call', id: 900_004, service: '__proto__', method: 'toString', params: {} },
        { t: 'call', id: 900_005, service: 'suite', method: 'echo', params: null },
      ];
      for (const message of hostile) pair.near.post(message);
      expect(await client.echo({ value: 'still here' })).toEqual({ value: 'still here' });
    });

    it('never leaves a caller waiting for an answer that was malformed', async () => {
      // The far end posts these answers for our ids itself: 1 is the call that hangs, 2 is the stream.
      const hanging = outcome(client.hang({}));
      const silent = client.silent({ key: 'malformed' });
      const next = outcome(silent.next());
      await client.postRaw({
        messages: ['rubbish', { t: 'item', id: 1e9, value: 1 }, { t: 'result', id: 'one' }, { t: 'error', id: 1 }],
      });
      expect(await hanging).toMatchObject({ error: { code: 'bad-message' } });
      await client.postRaw({ messages: [{ t: 'item', id: 2, value: 'not an object' }] });
      expect(await next).toMatchObject({ error: { code: 'bad-message' } });
      expect(await progressUntil('malformed', ({ returned }) => returned)).toMatchObject({ aborted: true });
    });

    it('is not confused by an answer of the wrong kind, or by one that comes twice', async () => {
      const hanging = outcome(client.hang({}));
      const silent = outcome(client.silent({ key: 'kind' }).next());
      await client.postRaw({ messages: [{ t: 'item', id: 1, value: {} }, { t: 'result', id: 2, value: {} }] });
      expect(await hanging).toMatchObject({ error: { code: 'bad-message' } });
      expect(await silent).toMatchObject({ error: { code: 'bad-message' } });
      const again = client.hang({});
      const twice = { t: 'result', id: 4, value: {} };
      await client.postRaw({ messages: [twice, twice] });
      expect(await again).toEqual({});
      expect(await client.echo({ value: 2 })).toEqual({ value: 2 });
    });

    it('keeps the first of two requests with one id', async () => {
      const stream = client.count({ key: 'first', to: 20 });
      await stream.next();
      const params = { key: 'second', to: 5 };
      pair.near.post({ t: 'open', id: 1, service: 'suite', method: 'count', params, credits: 4 });
      let last = 0;
      for await (const { at } of stream) last = at;
      expect(last).toBe(19);
      expect((await client.progress({ key: 'second' })).produced).toBe(0);
    });

    it('stops reading from a producer that sends more than was asked for', async () => {
      const silent = client.silent({ key: 'flood' });
      const first = silent.next();
      const flood = Array.from({ length: 30 }, () => ({ t: 'item', id: 1, value: {} }));
      await client.postRaw({ messages: flood });
      expect((await first).done).toBe(false);
      const readAll = async () => {
        for await (const item of silent) expect(item).toEqual({});
      };
      await expect(readAll()).rejects.toMatchObject({ code: 'bad-message' });
      expect(await progressUntil('flood', ({ returned }) => returned)).toMatchObject({ aborted: true });
    });

    it('refuses more open streams than its limit, and takes new ones when some have ended', async () => {
      const streams = Array.from({ length: MAX_OPEN_STREAMS }, (_, i) => client.silent({ key: `open ${i}` }));
      const waiting = streams.map((stream) => stream.next());
      await expect(client.count({ key: 'over', to: 1 }).next()).rejects.toMatchObject({ code: 'busy' });
      await Promise.all(streams.map(async (stream) => stream.return?.()));
      await Promise.all(waiting);
      await progressUntil(`open ${MAX_OPEN_STREAMS - 1}`, ({ returned }) => returned);
      expect(await client.count({ key: 'after', to: 1 }).next()).toEqual({ done: false, value: { at: 0 } });
    });

    it('says so when nothing answers to a name', async () => {
      const unknown = { ...suiteService, name: 'nowhere' };
      const lost = connectService(pair.near, unknown);
      await expect(lost.echo({ value: 1 })).rejects.toMatchObject({ code: 'not-found' });
      await expect(lost.sums({}).next()).rejects.toMatchObject({ code: 'not-found' });
    });
  });
}
