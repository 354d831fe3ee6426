import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { channelSuite } from './channelSuite.test-helper.ts';
import { connectService } from './connectService.ts';
import { serveSuite, suiteService } from './suiteService.test-helper.ts';
import { webSocketChannel } from './webSocketChannel.ts';

/** Fulfilled with the first argument of the next event. */
const once = <T>(emitter: { once(type: string, listener: (value: T) => void): unknown }, type: string) =>
  new Promise<T>((resolve) => emitter.once(type, resolve));

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
const connect = async () => {
  const { port } = server.address() as { port: number };
  const accepted = once<WebSocket>(server, 'connection');
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const farSocket = await accepted;
  return { socket, farSocket };
};

beforeAll(async () => {
  if (server.address() === null) await once(server, 'listening');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

channelSuite('web socket', async () => {
  const { socket, farSocket } = await connect();
  const far = webSocketChannel(farSocket);
  return { near: webSocketChannel(socket), state: serveSuite(far), dispose: () => far.close() };
});

describe('webSocketChannel', () => {
  it('can be used while it is still connecting', async () => {
    const { port } = server.address() as { port: number };
    server.once('connection', (socket: WebSocket) => serveSuite(webSocketChannel(socket)));
    const channel = webSocketChannel(new WebSocket(`ws://127.0.0.1:${port}`));
    expect(await connectService(channel, suiteService).echo({ value: 'early' })).toEqual({ value: 'early' });
    channel.close();
  });

  it('rejects what waits when it cannot connect', async () => {
    const channel = webSocketChannel(new WebSocket('ws://127.0.0.1:1'));
    await expect(connectService(channel, suiteService).echo({ value: 1 })).rejects.toMatchObject({ code: 'closed' });
  });

  it('goes on after frames that are no JSON, and binary ones', async () => {
    const { socket, farSocket } = await connect();
    serveSuite(webSocketChannel(farSocket));
    const channel = webSocketChannel(socket);
    const client = connectService(channel, suiteService);
    await client.echo({ value: 1 });
    for (const frame of ['', '{', 'null', '{"t":', '[[[[', Buffer.from([0, 255, 1])]) socket.send(frame);
    expect(await client.echo({ value: 2 })).toEqual({ value: 2 });
    channel.close();
  });

  it('is closed from the start over a socket that is closed', async () => {
    const { socket } = await connect();
    await once(socket, 'open');
    socket.close();
    await once(socket, 'close');
    const closes: string[] = [];
    webSocketChannel(socket).onClose(() => closes.push('closed'));
    expect(closes).toEqual(['closed']);
  });
});
