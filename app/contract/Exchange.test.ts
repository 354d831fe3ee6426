import { describe, expect, it } from 'vitest';
import { AppError } from './AppError.ts';
import { memoryChannelPair } from './memoryChannelPair.ts';
import { defineService } from './Service.ts';
import { serveService } from './serveService.ts';
import { MAX_RUNNING_CALLS } from './wire.ts';
import { z } from './zod.ts';

const slow = defineService({
  name: 'slow',
  calls: { wait: { params: z.object({}), result: z.object({}) } },
  streams: { letters: { params: z.object({ to: z.number() }), item: z.string() } },
});

const letters = { t: 'open', id: 1, service: 'slow', method: 'letters', params: { to: 1 } };

/** All that goes on in memory goes on before the next timer. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A far end that serves `slow`, and a near end that sees the bare messages. */
function bareEnd() {
  const [near, far] = memoryChannelPair();
  const held = Promise.withResolvers<Record<string, never>>();
  serveService(far, slow, {
    wait: () => held.promise,
    async *letters({ to }) {
      for (let i = 0; i < to; i++) yield String.fromCodePoint(97 + i);
    },
  });
  const answers: Record<string, unknown>[] = [];
  near.onMessage((message) => answers.push(message as Record<string, unknown>));
  return { near, answers, release: () => held.resolve({}) };
}

const codeOf = (answer: Record<string, unknown> | undefined) => (answer?.['error'] as AppError | undefined)?.code;

describe('what goes over a channel', () => {
  it('is what the wire says: credit for credit, then the end', async () => {
    const { near, answers } = bareEnd();
    near.post({ t: 'open', id: 5, service: 'slow', method: 'letters', params: { to: 3 }, credits: 2 });
    await settle();
    expect(answers).toEqual([{ t: 'item', id: 5, value: 'a' }, { t: 'item', id: 5, value: 'b' }]);
    near.post({ t: 'credit', id: 5, credits: 1 });
    await settle();
    expect(answers.slice(2)).toEqual([{ t: 'item', id: 5, value: 'c' }]);
    near.post({ t: 'credit', id: 5, credits: 1 });
    await settle();
    expect(answers.slice(3)).toEqual([{ t: 'end', id: 5 }]);
    near.post({ t: 'credit', id: 5, credits: 1 });
    await settle();
    expect(answers).toHaveLength(4);
  });

  it.each([
    ['no service', { t: 'call', id: 1, method: 'wait', params: {} }, 'bad-message'],
    ['a name too long', { t: 'call', id: 1, service: 'slow', method: 'w'.repeat(65), params: {} }, 'bad-message'],
    ['an unknown type', { t: 'shout', id: 1 }, 'bad-message'],
    ['no credit', { ...letters, credits: 0 }, 'bad-message'],
    ['endless credit', { ...letters, credits: 1e9 }, 'bad-message'],
    ['wrong parameters', { t: 'call', id: 1, service: 'slow', method: 'wait', params: 3 }, 'bad-request'],
    ['no parameters', { t: 'call', id: 1, service: 'slow', method: 'wait' }, 'bad-message'],
    ['a stream called', { t: 'call', id: 1, service: 'slow', method: 'letters', params: { to: 1 } }, 'not-found'],
    ['a call opened', { t: 'open', id: 1, service: 'slow', method: 'wait', params: {}, credits: 1 }, 'not-found'],
    ['an inherited name', { t: 'call', id: 1, service: 'slow', method: 'toString', params: {} }, 'not-found'],
    ['a prototype', { t: 'call', id: 1, service: '__proto__', method: 'wait', params: {} }, 'not-found'],
  ])('answers a request with %s', async (_name, message, code) => {
    const { near, answers } = bareEnd();
    near.post(message);
    await settle();
    expect(answers.map((answer) => [answer['t'], answer['id'], codeOf(answer)])).toEqual([['error', 1, code]]);
  });

  const noRequests: unknown[] = [undefined, null, 'text', 7, [[]], {}, { t: 'call' }, { t: 'call', id: -1 }];
  noRequests.push({ t: 'call', id: 0.5 }, { t: 'call', id: '1' }, { t: 'end', id: 3 }, { t: 'error', id: 3 });
  it.each([...noRequests, { t: 'credit', id: 3, credits: 2 }])('answers nothing to %j', async (message) => {
    const { near, answers } = bareEnd();
    near.post(message);
    await settle();
    expect(answers).toEqual([]);
  });

  it('refuses more unanswered calls than its limit', async () => {
    const { near, answers, release } = bareEnd();
    const call = { t: 'call', service: 'slow', method: 'wait', params: {} };
    for (let id = 0; id <= MAX_RUNNING_CALLS; id++) near.post({ ...call, id });
    await settle();
    expect(answers.map((answer) => [answer['id'], codeOf(answer)])).toEqual([[MAX_RUNNING_CALLS, 'busy']]);
    release();
    await settle();
    expect(answers).toHaveLength(MAX_RUNNING_CALLS + 1);
  });
});

describe('AppError', () => {
  it('makes a value that can be read back of anything thrown', () => {
    const typed = new AppError('busy', 'Busy.', { seconds: 3 });
    const read = AppError.fromValue(AppError.toValue(typed));
    expect(read).toMatchObject({ code: 'busy', message: 'Busy.', details: { seconds: 3 } });
    expect(AppError.toValue('text')).toEqual({ code: 'internal', message: 'text', details: {} });
    expect(AppError.toValue(new AppError('busy', 'x'.repeat(9_000))).message).toHaveLength(4_000);
  });
});
