import { WebSocket } from 'ws';
import { connectService } from '../../app/contract/connectService.ts';
import { captionsService } from '../../app/contract/services/captions.ts';
import { chatService } from '../../app/contract/services/chat.ts';
import { conversationsService } from '../../app/contract/services/conversations.ts';
import { memoryService } from '../../app/contract/services/memory.ts';
import { modelsService } from '../../app/contract/services/models.ts';
import { settingsService } from '../../app/contract/services/settings.ts';
import { webSocketChannel } from '../../app/contract/webSocketChannel.ts';

/** What a window does, without a browser: the services of a running web host over its socket. */
export async function windowClient(address: string) {
  const { host, origin, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
  const socket = new WebSocket(`ws://${host}/socket`, ['headwater', `token.${token}`], { origin });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const channel = webSocketChannel(socket);
  return {
    captions: connectService(channel, captionsService),
    chat: connectService(channel, chatService),
    conversations: connectService(channel, conversationsService),
    memory: connectService(channel, memoryService),
    models: connectService(channel, modelsService),
    settings: connectService(channel, settingsService),
    close: () => channel.close(),
  };
}
export type WindowClient = Awaited<ReturnType<typeof windowClient>>;
