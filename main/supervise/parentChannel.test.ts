import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { parentChannel } from './parentChannel.ts';

/** The shape of Electron's `process.parentPort`: an emitter whose messages come as events. */
class ParentPort extends EventEmitter {
  readonly sent: unknown[] = [];
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
}

test("under Electron messages travel over the parent's port as they are", () => {
  const parentPort = new ParentPort();
  const channel = parentChannel({ parentPort, on: () => {} }, () => {});
  const received: unknown[] = [];
  parentPort.emit('message', { data: 'early', ports: [] });
  channel.onMessage((message) => received.push(message));
  parentPort.emit('message', { data: { later: 1 }, ports: [] });
  channel.post({ cmd: 'NODE_internal' });
  expect(received).toEqual(['early', { later: 1 }]);
  expect(parentPort.sent).toEqual([{ cmd: 'NODE_internal' }]);
});

test('when the host goes away the listeners are told, then the process exits', () => {
  const self = new EventEmitter();
  const order: string[] = [];
  const channel = parentChannel(self, () => order.push('exit'));
  channel.onClose(() => order.push('closed'));
  self.emit('disconnect');
  channel.post('too late');
  channel.onClose(() => order.push('closed again'));
  expect(order).toEqual(['closed', 'exit', 'closed again']);
});
