import { describe, expect, it } from 'vitest';
import { Mailbox } from './Mailbox.ts';

const join = (last: string, next: string) => (last.length < 4 ? last + next : undefined);

async function readAll<T>(items: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe('Mailbox', () => {
  it('gives items in order, those before the end too', async () => {
    const mailbox = new Mailbox<number>();
    mailbox.push(1);
    mailbox.push(2);
    mailbox.end();
    mailbox.push(3);
    expect(await readAll(mailbox)).toEqual([1, 2]);
  });

  it('hands an item to a waiting reader at once', async () => {
    const mailbox = new Mailbox<string>(join);
    const reader = mailbox[Symbol.asyncIterator]();
    const waiting = [reader.next(), reader.next()];
    mailbox.push('a');
    mailbox.push('b');
    expect(await Promise.all(waiting)).toEqual([{ done: false, value: 'a' }, { done: false, value: 'b' }]);
  });

  it('merges into the last unread item while merge allows it', async () => {
    const mailbox = new Mailbox<string>(join);
    for (const letter of 'abcdefghij') mailbox.push(letter);
    mailbox.end();
    expect(await readAll(mailbox)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('holds one item however many are pushed, when all of them merge', async () => {
    const mailbox = new Mailbox<{ sum: number }>((last, next) => ({ sum: last.sum + next.sum }));
    for (let i = 0; i < 100_000; i++) mailbox.push({ sum: 1 });
    mailbox.end();
    expect(await readAll(mailbox)).toEqual([{ sum: 100_000 }]);
  });

  it('fails after what is unread, once', async () => {
    const mailbox = new Mailbox<number>();
    mailbox.push(1);
    mailbox.fail(new Error('broken'));
    mailbox.end();
    const reader = mailbox[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: 1 });
    await expect(reader.next()).rejects.toThrow('broken');
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('ends or fails a reader that waits', async () => {
    const ended = new Mailbox<number>();
    const end = ended[Symbol.asyncIterator]().next();
    ended.end();
    expect(await end).toEqual({ done: true, value: undefined });
    const failed = new Mailbox<number>();
    const failure = failed[Symbol.asyncIterator]().next();
    failed.fail(new Error('broken'));
    await expect(failure).rejects.toThrow('broken');
  });

  it('is closed when the reader leaves', async () => {
    const mailbox = new Mailbox<number>();
    mailbox.push(1);
    mailbox.push(2);
    for await (const item of mailbox) if (item === 1) break;
    await mailbox.closed;
    mailbox.push(3);
    expect(await readAll(mailbox)).toEqual([]);
  });
});
