import { join } from 'node:path';
import type { Channel } from '../app/contract/Channel.ts';
import { serveService } from '../app/contract/serveService.ts';
import { captionsService } from '../app/contract/services/captions.ts';
import { chatService } from '../app/contract/services/chat.ts';
import { conversationsService } from '../app/contract/services/conversations.ts';
import { hostService } from '../app/contract/services/host.ts';
import { memoryService } from '../app/contract/services/memory.ts';
import { modelsService } from '../app/contract/services/models.ts';
import { settingsService } from '../app/contract/services/settings.ts';
import { speechModelsService } from '../app/contract/services/speechModels.ts';
import { voiceService } from '../app/contract/services/voice.ts';
import { createCaptionModels } from './services/captions/createCaptionModels.ts';
import { createCaptionsService } from './services/captions/createCaptionsService.ts';
import { createSecondHearing } from './services/captions/createSecondHearing.ts';
import { chatTranslator } from './services/captions/translation/chatTranslator.ts';
import { recordedSounds } from './services/captions/recordedSounds.ts';
import { RECORDINGS_FOLDER } from './services/captions/recordingsFolder.ts';
import { createChangeSignal } from './services/changeSignal.ts';
import { createChatService } from './services/chat/createChatService.ts';
import { createConversationsService } from './services/createConversationsService.ts';
import { createFinishing } from './services/finishing/createFinishing.ts';
import { createHostService, type HostFacts } from './services/createHostService.ts';
import { createTurnModel } from './services/hearing/createTurnModel.ts';
import { conversationBytes } from './services/memory/conversationBytes.ts';
import { createMemoryService } from './services/memory/createMemoryService.ts';
import { MEMORY_FOLDER } from './services/memory/memoryFolder.ts';
import { embedderOf } from './services/memory/embedderOf.ts';
import { createEmbeddingModel } from './services/models/createEmbeddingModel.ts';
import type { EmbeddingModel } from './services/models/EmbeddingModel.ts';
import { createModelService } from './services/models/createModelService.ts';
import type { ModelService } from './services/models/ModelService.ts';
import { createSettingsService } from './services/createSettingsService.ts';
import { createSpeechModels } from './services/speechModels/createSpeechModels.ts';
import { createStarterSet } from './services/starter/createStarterSet.ts';
import { starterModels } from './services/starter/starterModels.ts';
import { createVoiceModel } from './services/voice/createVoiceModel.ts';
import { createVoiceService } from './services/voice/createVoiceService.ts';
import { createTalkModels } from './services/voice/talk/createTalkModels.ts';
import { createTalkService } from './services/voice/talk/createTalkService.ts';
import { openSettings, type SettingsStore } from './store/openSettings.ts';
import { removeConversationFiles } from './engine/snapshot/removeConversationFiles.ts';
import { removeUnknownFiles } from './engine/snapshot/removeUnknownFiles.ts';
import { openStore, type OpenedStore } from './store/openStore.ts';
import { routeStore } from './store/routeStore.ts';
import { IN_MEMORY } from './store/temporaryIds.ts';
import type { Spawn } from './supervise/Spawn.ts';
import { createOverlay } from './web/overlay/createOverlay.ts';

export interface HostOptions extends Pick<HostFacts, 'kind' | 'version' | 'openExternal'> {
  /** the folder that holds conversations, settings and models; it must exist */
  readonly home: string;
  /** how child processes are started: Node's `fork`, or Electron's `utilityProcess` */
  readonly spawn: Spawn;
}

/** The program behind its windows. */
export interface Host {
  readonly models: ModelService;
  readonly embedding: EmbeddingModel;
  readonly settings: SettingsStore;
  /** The address of the captions overlay; it is served from then on. */
  overlayUrl(): Promise<string>;
  /** Serves every service of the window contract on a channel, until that closes. */
  serve(channel: Channel): void;
  /** Stops answers (what was written is kept), children and the store. */
  close(): Promise<void>;
}

/**
 * Wires store, settings, models and chat together. The same host stands behind Electron's windows, the web host's
 * sockets and the tests' memory channels.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { home } = options;
  const settings = await openSettings(join(home, 'settings.json'));
  const opened: OpenedStore[] = [];
  try {
    for (const file of [join(home, 'headwater.db'), IN_MEMORY]) opened.push(await openStore(file));
    return await wireHost(options, settings, opened);
  } catch (error) {
    // Their threads would keep a program alive that has no window.
    for (const store of opened) await store.close();
    throw error;
  }
}

async function wireHost(options: HostOptions, settings: SettingsStore, opened: readonly OpenedStore[]): Promise<Host> {
  const { home, spawn } = options;
  const memoryFolder = join(home, MEMORY_FOLDER);
  const [disk, temporary] = opened;
  const store = routeStore(disk!.client, temporary!.client);
  await store.recover({});

  const models = createModelService({ home, settings, spawn });
  const embedding = createEmbeddingModel({ home, settings, spawn, models });
  const changes = createChangeSignal();
  const forget = async (conversationId: string): Promise<void> => {
    await models.engine()?.forget({ conversationId }).catch(() => undefined);
    await removeConversationFiles(memoryFolder, conversationId);
  };
  const memory = createMemoryService({
    store,
    embedder: embedderOf(embedding),
    settings: () => settings.get(),
    whenReady: (signal) => models.whenReady(signal),
    isAnswering: () => chat.isAnswering(),
    stop: (conversationId) => chat.stop(conversationId),
    turnChanged: (turnId) => chat.turnChanged(turnId),
    forgetCaches: forget,
    async erased(conversationId) {
      // The words are gone from the store, whatever becomes of the saved cache.
      await forget(conversationId).finally(() => chat.reopen(conversationId));
    },
    diskBytes: (conversationId) => conversationBytes(memoryFolder, conversationId),
  });
  const chat = createChatService({
    store,
    memory,
    models: {
      engine: () => models.engine(),
      whenReady: (signal) => models.whenReady(signal),
      name: () => models.status().model.name,
    },
    settings: () => settings.get(),
    changed() {
      changes.notify();
      // An answer ended, maybe: what it left in the memory is worth telling.
      void models.measure();
    },
  });
  const conversations = createConversationsService({
    store,
    changes,
    stop: (conversationId) => chat.stop(conversationId),
    reveal: (turnId) => chat.reveal(turnId),
    erased: memory.erased,
  });
  await conversations.purge();
  const { conversations: left } = await store.list({});
  // What cannot be deleted now can be the next time; the chat need not wait for it.
  await removeUnknownFiles(memoryFolder, left.map(({ id }) => id)).catch((error: unknown) => console.error('Clearing saved caches failed:', error));

  const speechModels = createSpeechModels({ home, spawn, settings });
  const captionStarters = createStarterSet({ home, spawn, models: starterModels.captions });
  const captionModels = createCaptionModels({
    home,
    spawn,
    settings,
    starters: captionStarters,
    activity: createStarterSet({ home, spawn, models: starterModels.activity }),
    speechModels,
    onBusy: (busy) => void models.engine()?.makeWay({ busy }).catch(() => undefined),
  });
  const finishing = createFinishing({ home, spawn, settings, speechModels });
  const captions = createCaptionsService({
    store,
    models: captionModels,
    finishing,
    second: createSecondHearing({ home, spawn, starters: captionStarters, finishing, speechModels }),
    language: () => settings.get().captionsLanguage,
    masked: () => settings.get().captionsMask,
    sounds: recordedSounds(join(home, RECORDINGS_FOLDER)),
    said: () => memory.said(),
    erased: memory.erased,
    overlayUrl: () => overlay.url(),
    translator: chatTranslator({ name: () => models.status().model.name, whenReady: (signal) => models.whenReady(signal) }),
    isAnswering: () => chat.isAnswering(),
  });
  const overlay = createOverlay(home, captions.shown, {
    now: () => settings.get().captionOverlay,
    subscribe: (listener) => settings.onChange(listener),
  });
  const voiceStarters = createStarterSet({ home, spawn, models: starterModels.readAloud });
  const phonemes = createStarterSet({ home, spawn, models: starterModels.pronunciation });
  const voiceModel = createVoiceModel({ home, spawn, settings, installed: speechModels, starters: voiceStarters, phonemes });
  const endOfTurn = createTurnModel({ home, spawn, installed: speechModels });
  const language = () => settings.get().captionsLanguage;
  const talkModels = { ...createTalkModels(captionModels, voiceModel), language, turnComplete: endOfTurn.turnComplete };
  const talk = createTalkService({ store, chat: chat.spoken, models: talkModels });
  const voice = createVoiceService(voiceModel, talk.handlers);
  await captions.recover();
  void overlay.resume();

  models.onChange(({ phase }) => {
    if (phase !== 'ready') chat.forgetUsage();
  });

  const notices = (): string[] => [settings.notice, ...disk!.notices].flatMap((told) => (told ? [told.message] : []));
  const host = createHostService({ ...options, notices });
  const settingsHandlers = createSettingsService(settings);
  return {
    models,
    embedding,
    settings,
    overlayUrl: () => overlay.url(),
    serve(channel) {
      serveService(channel, conversationsService, conversations.handlers);
      serveService(channel, chatService, chat.handlers);
      serveService(channel, memoryService, memory.handlers);
      serveService(channel, captionsService, captions.handlers);
      serveService(channel, modelsService, models.handlers);
      serveService(channel, settingsService, settingsHandlers);
      serveService(channel, speechModelsService, speechModels.handlers);
      serveService(channel, hostService, host);
      serveService(channel, voiceService, voice);
    },
    async close() {
      await overlay.close();
      await talk.close();
      await captions.close();
      await captionModels.close();
      await finishing.close();
      await voiceModel.close();
      await endOfTurn.close();
      await speechModels.close();
      await chat.close();
      await memory.close();
      await embedding.close();
      await models.close();
      for (const one of opened) await one.close();
    },
  };
}
