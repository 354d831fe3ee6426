import { describe, expect, it } from 'vitest';
import { channelSuite } from './channelSuite.test-helper.ts';
import { memoryChannelPair } from './memoryChannelPair.ts';
import { serveSuite } from './suiteService.test-helper.ts';

channelSuite('memory', () => {
  const [near, far] = memoryChannelPair();
  return { near, state: serveSuite(far), dispose: () => far.close() };
});

describe('memoryChannelPair', () => {
  it('copies what it carries, and delivers it later', async () => {
    const [near, far] = memoryChannelPair();
    const seen: unknown[] = [];
    far.onMessage((message) => seen.push(message));
    const message = { list: [1] };
    near.post(message);
    message.list.push(2);
    expect(seen).toEqual([]);
    await Promise.resolve();
    expect(seen).toEqual([{ list: [1] }]);
  });

  it('delivers what was posted before a close', async () => {
    const [near, far] = memoryChannelPair();
    const seen: unknown[] = [];
    far.onClose(() => seen.push('closed'));
    near.post(1);
    near.close();
    near.post(2);
    await Promise.resolve();
    await Promise.resolve();
    expect(seen).toEqual(['closed']);
  });

  it('keeps early messages for the first receiver', async () => {
    const [near, far] = memoryChannelPair();
    near.post(1);
    near.post(2);
    await Promise.resolve();
    await Promise.resolve();
    const seen: unknown[] = [];
    far.onMessage((message) => seen.push(message));
    expect(seen).toEqual([1, 2]);
  });
});
