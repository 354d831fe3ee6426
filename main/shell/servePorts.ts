import type { Channel } from '../../app/contract/Channel.ts';
import { messagePortChannel } from '../../app/contract/messagePortChannel.ts';
import { isTrustedSender } from './isTrustedSender.ts';
import type { ShellElectron } from './ShellElectron.ts';

/** The one IPC message there is: a page asks for its port, and gets it under the same name. */
export const PORT_MESSAGE = 'headwater:port';

/**
 * Gives each window that asks a port of its own and serves it. A window has one port: a reloaded page gets a new one,
 * and that of the page before is closed.
 *
 * @param windowIds ids of the contents of our windows, kept up to date by the caller
 */
export function servePorts(
  { ipcMain, MessageChannelMain }: Pick<ShellElectron, 'ipcMain' | 'MessageChannelMain'>,
  windowIds: ReadonlySet<number>,
  serve: (channel: Channel) => void,
): void {
  const channels = new Map<number, Channel>();
  ipcMain.on(PORT_MESSAGE, (event) => {
    if (!isTrustedSender(event, windowIds)) return;
    const { id } = event.sender;
    channels.get(id)?.close();
    const { port1, port2 } = new MessageChannelMain();
    const channel = messagePortChannel(port1);
    channels.set(id, channel);
    channel.onClose(() => {
      if (channels.get(id) === channel) channels.delete(id);
    });
    serve(channel);
    event.senderFrame?.postMessage(PORT_MESSAGE, null, [port2]);
  });
}
