import { describe, expect, it, vi } from 'vitest';
import { channelSuite } from './channelSuite.test-helper.ts';
import { connectService } from './connectService.ts';
import { messagePortChannel } from './messagePortChannel.ts';
import { serveSuite, suiteService } from './suiteService.test-helper.ts';

// Node's global MessageChannel is that of node:worker_threads.
channelSuite('message port', () => {
  const { port1, port2 } = new MessageChannel();
  const far = messagePortChannel(port2);
  return { near: messagePortChannel(port1), state: serveSuite(far), dispose: () => far.close() };
});

describe('messagePortChannel', () => {
  it('refuses what cannot be cloned, at the one who posts it', async () => {
    const { port1, port2 } = new MessageChannel();
    const near = messagePortChannel(port1);
    expect(() => near.post(() => 1)).toThrow(/could not be cloned/);
    near.close();
    port2.close();
  });

  it("reads the events of Electron's ports, which have no addEventListener", async () => {
    // The same shape as MessagePortMain: an emitter whose messages come as events.
    class PortMain {
      other: PortMain | null = null;
      started = false;
      readonly listeners = new Map<string, (event: { data?: unknown }) => void>();
      on(type: string, listener: (event: { data?: unknown }) => void) {
        this.listeners.set(type, listener);
      }
      emit(type: string, event: { data?: unknown }) {
        this.listeners.get(type)?.(event);
      }
      start() {
        this.started = true;
      }
      postMessage(data: unknown) {
        const copy = structuredClone(data);
        setImmediate(() => this.other?.emit('message', { data: copy }));
      }
      close() {
        setImmediate(() => this.other?.emit('close', {}));
      }
    }
    const near = new PortMain();
    const far = new PortMain();
    near.other = far;
    far.other = near;
    const state = serveSuite(messagePortChannel(far));
    const channel = messagePortChannel(near);
    const client = connectService(channel, suiteService);
    expect([near.started, far.started]).toEqual([true, true]);
    expect(await client.echo({ value: 7 })).toEqual({ value: 7 });
    await client.count({ key: 'port', to: 100 }).next();
    channel.close();
    await vi.waitUntil(() => state.get('port')?.returned === true);
    expect(state.get('port')).toMatchObject({ aborted: true });
  });
});
