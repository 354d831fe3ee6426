import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../../app/contract/AppError.ts';
import type { PrepareStatus } from '../../../app/models/PrepareStatus.ts';
import { chosenMicrophone } from '../../capture/chosenMicrophone.ts';
import type { Devices } from '../../capture/createDevices.ts';
import { microphoneInput } from '../../capture/microphoneInput.ts';
import type { SoundInput } from '../../capture/SoundInput.ts';
import type { Chat } from '../../chat/createChat.ts';
import type { Connection } from '../../connection/createConnection.ts';
import { watch } from '../../connection/watch.ts';
import type { Reader } from '../createReader.ts';
import { createTalk, type Talk } from './createTalk.ts';
import { createTalkPlace } from './createTalkPlace.ts';

/** Talking with Headwater in the chat window. */
export interface VoiceMode {
  readonly talk: Talk;
  /** how it stands with the models that it needs; null until the host has told it */
  readonly status: StoreApi<{ readonly status: PrepareStatus | null }>;
  /** whether somebody talks, in this window or another */
  readonly talking: StoreApi<{ readonly somewhere: boolean }>;
  /** Begins in the open conversation. To be called from a click or a key. */
  readonly begin: () => void;
  /** Ends it, in whichever window that is. */
  readonly end: () => void;
  /** Fetches what it needs. */
  readonly prepare: () => void;
  /** Stops fetching; what was fetched is kept. */
  readonly cancelPrepare: () => void;
  close(): void;
}

export interface VoiceModeParts {
  readonly connection: Connection;
  readonly chat: Chat;
  readonly devices: Devices;
  readonly reader: Reader;
  /** Puts a text where the person writes messages in a conversation. */
  readonly appendDraft: (conversationId: string, text: string) => void;
}

/** What it hears and speaks through: the browser's own, unless a test says otherwise. */
export interface VoiceModeSound {
  openInput(deviceId: string | null): SoundInput;
  openContext(): AudioContext;
}
const BROWSER: VoiceModeSound = { openInput: (deviceId) => microphoneInput(deviceId), openContext: () => new AudioContext() };

const TO_FETCH: ReadonlySet<PrepareStatus['phase'] | undefined> = new Set(['absent', 'downloading', 'importing', 'failed']);

export function createVoiceMode({ connection, chat, devices, reader, appendDraft }: VoiceModeParts, sound: VoiceModeSound = BROWSER): VoiceMode {
  const status = createStore<{ status: PrepareStatus | null }>(() => ({ status: null }));
  const talking = createStore<{ somewhere: boolean }>(() => ({ somewhere: false }));
  const place = createTalkPlace(connection, chat);
  const talk = createTalk({
    connection,
    openContext: () => sound.openContext(),
    conversation: place.take,
    input: () => sound.openInput(chosenMicrophone(devices.store.getState())),
    keepUnsent: appendDraft,
    isAbsent: () => TO_FETCH.has(status.getState().status?.phase),
  });
  const call = async (action: () => Promise<unknown>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      talk.end(AppError.toValue(error).message);
    }
  };
  function hushForgotten(): void {
    const { answerId, phase } = talk.store.getState();
    const isHeard = answerId !== null && (phase === 'speaking' || phase === 'ducking' || phase === 'halted');
    if (isHeard && chat.store.getState().transcript?.turns.find(({ id }) => id === answerId)?.forgotten) talk.hush();
  }
  const stops = [
    watch(
      connection,
      (services) => services.voice.talkStatus({}),
      (next) => {
        status.setState({ status: next });
        if (next.phase === 'ready') talk.ready();
      },
      ({ code }) => code !== 'unsupported',
    ),
    watch(
      connection,
      (services) => services.voice.talking({}),
      ({ conversationId }) => talking.setState({ somewhere: conversationId !== null }),
      ({ code }) => code !== 'unsupported',
    ),
    talk.store.subscribe(({ stage, device }, before) => {
      if (stage === 'off' && before.stage !== 'off') {
        place.leave();
        // The host says so in a moment.
        talking.setState({ somewhere: false });
      }
      // Their names are told once one of them was allowed.
      if (device !== '' && before.device === '') void devices.refresh();
    }),
    chat.store.subscribe(({ openId }) => {
      const { conversationId } = talk.store.getState();
      if (conversationId !== null && openId !== conversationId) talk.end();
    }),
    // What is to be forgotten is not said any more, whichever comes first.
    chat.store.subscribe(hushForgotten),
    talk.store.subscribe(({ answerId, phase }, before) => {
      if (answerId !== before.answerId || phase !== before.phase) hushForgotten();
    }),
  ];
  return {
    talk,
    status,
    talking,
    end() {
      if (talk.store.getState().stage === 'off') void call(() => connection.services().voice.endTalk({}));
      else talk.end();
    },
    begin() {
      reader.stop();
      talk.begin();
    },
    prepare: () => void call(() => connection.services().voice.prepareTalk({})),
    cancelPrepare: () => void call(() => connection.services().voice.cancelPrepareTalk({})),
    close() {
      talk.close();
      for (const stop of stops) stop();
    },
  };
}
