import type { Channel } from '../../app/contract/Channel.ts';
import { connectService } from '../../app/contract/connectService.ts';
import type { Client } from '../../app/contract/Service.ts';
import { captionsService } from '../../app/contract/services/captions.ts';
import { chatService } from '../../app/contract/services/chat.ts';
import { conversationsService } from '../../app/contract/services/conversations.ts';
import { hostService } from '../../app/contract/services/host.ts';
import { memoryService } from '../../app/contract/services/memory.ts';
import { modelsService } from '../../app/contract/services/models.ts';
import { settingsService } from '../../app/contract/services/settings.ts';
import { speechModelsService } from '../../app/contract/services/speechModels.ts';
import { voiceService } from '../../app/contract/services/voice.ts';

/** All that the window can ask of the host. */
export interface Services {
  readonly captions: Client<typeof captionsService>;
  readonly chat: Client<typeof chatService>;
  readonly conversations: Client<typeof conversationsService>;
  readonly host: Client<typeof hostService>;
  readonly memory: Client<typeof memoryService>;
  readonly models: Client<typeof modelsService>;
  readonly settings: Client<typeof settingsService>;
  readonly speechModels: Client<typeof speechModelsService>;
  readonly voice: Client<typeof voiceService>;
}

export function connectServices(channel: Channel): Services {
  return {
    captions: connectService(channel, captionsService),
    chat: connectService(channel, chatService),
    conversations: connectService(channel, conversationsService),
    host: connectService(channel, hostService),
    memory: connectService(channel, memoryService),
    models: connectService(channel, modelsService),
    settings: connectService(channel, settingsService),
    speechModels: connectService(channel, speechModelsService),
    voice: {
      // A chunk of speech is large and made for one who hears it: none is sent ahead but the next.
      ...connectService(channel, voiceService, { credits: 1 }),
      // Silence must not wait until the chunk before it has been taken; the host sends few ahead by itself.
      talk: connectService(channel, voiceService).talk,
    },
  };
}
