import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../app/contract/AppError.ts';
import type { Conversation } from '../app/conversation/Conversation.ts';
import type { ModelStatus } from '../app/models/ModelStatus.ts';
import { Settings, type SettingsPatch } from '../app/settings/Settings.ts';
import { createCapture, type Capture } from './capture/createCapture.ts';
import { createDevices, type Devices } from './capture/createDevices.ts';
import { captionsActions, type CaptionsActions } from './captions/captionsActions.ts';
import { createCaptions, type Captions } from './captions/createCaptions.ts';
import { createPlayer, type Player } from './captions/createPlayer.ts';
import { chatActions, type ChatActions } from './chat/chatActions.ts';
import { createChat, type Chat } from './chat/createChat.ts';
import { appendDraft } from './chat/composer/appendDraft.ts';
import { createDrafts, type Drafts } from './chat/composer/createDrafts.ts';
import { createEdits } from './chat/transcript/createEdits.ts';
import { createLiveText } from './chat/transcript/createLiveText.ts';
import { listActions, type ListActions } from './chat/list/listActions.ts';
import { modelActions, type ModelActions } from './chat/model/modelActions.ts';
import type { Connection } from './connection/createConnection.ts';
import { watch } from './connection/watch.ts';
import { createUi, type Ui } from './createUi.ts';
import { createMemory, type Memory } from './memory/createMemory.ts';
import { applyTheme } from './theme/applyTheme.ts';
import { createReader, type Reader } from './voice/createReader.ts';
import { createLocalVoices, type LocalVoices } from './voice/local/createLocalVoices.ts';
import { isStillRead } from './voice/isStillRead.ts';
import { createVoiceMode, type VoiceMode, type VoiceModeSound } from './voice/talk/createVoiceMode.ts';

const OPEN_KEY = 'headwater.open';

/** Everything the window knows, in small stores fed by the host's streams. One per window. */
export interface AppState {
  readonly connection: Connection;
  /** null until the host has told it */
  readonly conversations: StoreApi<{ readonly list: readonly Conversation[] | null }>;
  readonly model: StoreApi<{ readonly status: ModelStatus | null; readonly phaseSince: number }>;
  readonly settings: StoreApi<{ readonly settings: Settings | null }>;
  readonly chat: Chat;
  readonly actions: ChatActions;
  readonly list: ListActions;
  readonly models: ModelActions;
  /** Changes settings; resolves to what is wrong when they were refused. */
  saveSettings(patch: SettingsPatch): Promise<string | null>;
  readonly drafts: Drafts;
  readonly memory: Memory;
  readonly captions: Captions;
  readonly captioning: CaptionsActions;
  readonly capture: Capture;
  readonly devices: Devices;
  readonly player: Player;
  readonly reader: Reader;
  readonly localVoices: LocalVoices;
  readonly voice: VoiceMode;
  readonly ui: Ui;
  close(): void;
}

/** @param sound what conversations by voice hear and speak through; the browser's own, unless a test says otherwise */
export function createAppState(connection: Connection, sound?: VoiceModeSound): AppState {
  const conversations = createStore<{ list: readonly Conversation[] | null }>(() => ({ list: null }));
  const model = createStore<{ status: ModelStatus | null; phaseSince: number }>(() => ({ status: null, phaseSince: 0 }));
  const settings = createStore<{ settings: Settings | null }>(() => ({ settings: null }));
  const isTemporary = (id: string): boolean => conversations.getState().list?.find((one) => one.id === id)?.temporary ?? false;
  const chat = createChat(connection, createLiveText(), createEdits(sessionStorage, isTemporary));
  const ui = createUi();
  const memory = createMemory(connection, chat);
  const captions = createCaptions(connection);
  const capture = createCapture(connection, captions.behind);
  const devices = createDevices();
  const player = createPlayer(connection);
  const localVoices = createLocalVoices();
  const reader = createReader(connection, undefined, (text) => {
    const { systemVoice = null, voiceSpeed = 1 } = settings.getState().settings ?? {};
    return systemVoice === null ? null : localVoices.speak(systemVoice, text, voiceSpeed);
  });
  const drafts = createDrafts(connection, isTemporary);
  const voice = createVoiceMode({ connection, chat, devices, reader, appendDraft: (id, text) => appendDraft({ conversations, drafts }, id, text) }, sound);

  const stops = [
    watch(
      connection,
      (services) => services.conversations.watch({}),
      ({ conversations: list }) => {
        const before = conversations.getState().list;
        conversations.setState({ list });
        followList(chat, before, list);
      },
    ),
    watch(
      connection,
      (services) => services.models.watch({}),
      (status) =>
        model.setState((last) => ({
          status,
          phaseSince: last.status?.phase === status.phase ? last.phaseSince : Date.now(),
        })),
    ),
    watch(
      connection,
      (services) => services.settings.watch({}),
      (next) => {
        settings.setState({ settings: next });
        applyTheme(next.theme);
      },
    ),
    captions.store.subscribe(({ recordings }) => {
      // Ended from another window: this one must not go on listening.
      const { phase, recordingId } = capture.store.getState();
      const mine = recordings?.find(({ id }) => id === recordingId);
      if (phase === 'on' && recordings && mine?.live === false) void capture.stop();
    }),
    chat.store.subscribe((now, before) => {
      const { reading } = reader.store.getState();
      if (reading && !isStillRead(reading, before, now)) reader.stop();
    }),
    chat.store.subscribe(({ openId }, last) => {
      if (openId !== last.openId) keepOpen(openId === null || isTemporary(openId) ? null : openId);
    }),
  ];
  return {
    connection,
    conversations,
    model,
    settings,
    chat,
    actions: chatActions(connection, chat),
    list: listActions(connection, chat, ui, conversations),
    models: modelActions(connection, chat),
    saveSettings: (patch) => saveSettings(connection, settings, patch),
    drafts,
    memory,
    captions,
    captioning: captionsActions(connection, captions, capture, ui, () => (settings.getState().settings ?? Settings.parse({})).captionWindow),
    capture,
    devices,
    player,
    reader,
    localVoices,
    voice,
    ui,
    close() {
      for (const stop of stops) stop();
      capture.close();
      voice.close();
      devices.close();
      player.stop();
      reader.close();
      localVoices.close();
      captions.close();
      memory.close();
      chat.close();
      connection.close();
    },
  };
}

/** Opens what was open last when the window starts, and leaves a conversation that was deleted. */
function followList(chat: Chat, before: readonly Conversation[] | null, list: readonly Conversation[]): void {
  const { openId } = chat.store.getState();
  if (before === null) {
    const last = sessionStorage.getItem(OPEN_KEY) ?? localStorage.getItem(OPEN_KEY);
    if (openId === null && last !== null && has(list, last)) chat.open(last);
  } else if (openId !== null && has(before, openId) && !has(list, openId)) {
    chat.open(null);
  }
}

function has(conversations: readonly Conversation[], id: string): boolean {
  return conversations.some((one) => one.id === id);
}

/** Kept per tab for a reload, and for all tabs for the next start. */
function keepOpen(openId: string | null): void {
  for (const storage of [sessionStorage, localStorage]) {
    if (openId === null) storage.removeItem(OPEN_KEY);
    else storage.setItem(OPEN_KEY, openId);
  }
}

/** Shows a change at once, and takes it back when the host refuses it. */
async function saveSettings(
  connection: Connection,
  store: StoreApi<{ readonly settings: Settings | null }>,
  patch: SettingsPatch,
): Promise<string | null> {
  const before = store.getState().settings;
  if (before) store.setState({ settings: Settings.parse({ ...before, ...patch }) });
  try {
    await connection.services().settings.set(patch);
    return null;
  } catch (error) {
    store.setState({ settings: before });
    return AppError.toValue(error).message;
  }
}
