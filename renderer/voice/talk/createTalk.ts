import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../../app/contract/AppError.ts';
import type { TalkItem } from '../../../app/voice/TalkItem.ts';
import type { Levels } from '../../capture/createLevels.ts';
import { encodeSamples } from '../../capture/encodeSamples.ts';
import type { SoundInput } from '../../capture/SoundInput.ts';
import type { Connection } from '../../connection/createConnection.ts';
import { decodeSamples } from '../decodeSamples.ts';
import { createTalkMicrophone } from './createTalkMicrophone.ts';
import { createTalkPlayout, type Heard, type TalkPlayout } from './createTalkPlayout.ts';
import { followAlarms, NO_ALARMS, type Alarms } from './followAlarms.ts';
import { keepTalkChoices, readTalkChoices } from './talkChoices.ts';
import { TALK_OFF, type TalkMode, type TalkState } from './TalkState.ts';

/** A conversation by voice in this window: its microphone, its loudspeaker, and the session at the host. */
export interface Talk {
  readonly store: StoreApi<TalkState>;
  readonly levels: Levels;
  /** To be called from a click, for a page is heard only after one. */
  begin(): void;
  /** Begins after all when what it needed has been fetched. */
  readonly ready: () => void;
  /** Ends it: the microphone is let go and nothing is heard any more, at once. `problem`: why, where the person did not wish it. */
  end(problem?: string): void;
  /** Ends the answer that is being thought about or spoken, and listens. */
  readonly hush: () => void;
  /** Nothing more of the microphone is heard by the host, until it is unmuted. */
  mute(muted: boolean): void;
  /** The talk key is held down, and let go. */
  readonly press: () => void;
  readonly release: () => void;
  choose(choices: { readonly mode?: TalkMode; readonly halfDuplex?: boolean }): void;
  changeDevice(deviceId: string | null): Promise<void>;
  readonly dismissProblem: () => void;
  close(): void;
}

export interface TalkParts {
  readonly connection: Connection;
  /** the conversation that is talked in, made when there is none */
  readonly conversation: () => Promise<string>;
  /** the microphone that was chosen */
  readonly input: () => SoundInput;
  /** where answers are heard; a new one for each conversation by voice */
  readonly openContext: () => AudioContext;
  /** Takes what the person said and could not be given as a message. */
  readonly keepUnsent: (conversationId: string, text: string) => void;
  /** whether something has to be fetched first, as far as is known */
  readonly isAbsent: () => boolean;
}

type Items = AsyncIterableIterator<TalkItem>;

export function createTalk({ connection, conversation, input, openContext, keepUnsent, isAbsent }: TalkParts): Talk {
  const store = createStore<TalkState>(() => ({ ...TALK_OFF, ...readTalkChoices() }));
  const set = (state: Partial<TalkState>): void => store.setState(state);
  let playout: TalkPlayout | null = null;
  let items: Items | null = null;
  let sessionId: string | null = null;
  let alarms: Alarms = NO_ALARMS;
  /** the answer that is thought about is not to be heard, though it may be written to its end already */
  let hushed = false;
  /** counts beginnings: what was begun before is void */
  let begun = 0;

  const voice = () => connection.services().voice;
  /** A call whose failure says nothing that the stream of the session does not say. */
  const tell = (call: (session: { sessionId: string }) => Promise<unknown>): void => {
    if (sessionId === null) return;
    const session = { sessionId };
    void (async () => call(session))().catch(() => undefined);
  };
  const microphone = createTalkMicrophone({
    isHeard() {
      const { muted, mode, pressed, halfDuplex } = store.getState();
      return !muted && (mode === 'hands-free' || pressed) && !(halfDuplex && (playout?.isPlaying() ?? false));
    },
    onTrouble: (trouble) => set({ trouble }),
    onRefused: (words) => end(words),
  });

  const leave = (): void => {
    const left = items;
    items = null;
    sessionId = null;
    microphone.rest();
    void left?.return?.().catch(() => undefined);
  };
  /** Who ends it before the turn is over has said something, too. */
  const keepUnanswered = (): void => {
    const { conversationId, phase, stable, tentative } = store.getState();
    const words = `${stable}${tentative}`.trim();
    if (conversationId !== null && phase === 'listening' && words !== '') keepUnsent(conversationId, words);
  };
  /** @param problem why it ends, unless the person wished it */
  const end = (problem: string | null = null): void => {
    begun++;
    keepUnanswered();
    // The host is told where that was before it is left.
    playout?.silence();
    playout?.close();
    playout = null;
    leave();
    microphone.close();
    set({ ...TALK_OFF, problem });
  };
  /** Who takes the floor, and says nothing. */
  const takeFloor = (): void => {
    set({ answerId: null });
    playout?.silence();
    tell(async (session) => {
      await voice().press(session);
      await voice().release(session);
    });
  };
  const onHeard = (heard: Heard): void => tell((session) => voice().played({ ...session, ...heard }));

  const take = (item: TalkItem): void => {
    switch (item.kind) {
      case 'opened': {
        const session = { sessionId: item.sessionId };
        sessionId = item.sessionId;
        microphone.feed(async ({ at, samples }) => void (await voice().feed({ ...session, at, samples: encodeSamples(samples) })));
        return set({ stage: 'on' });
      }
      case 'state': {
        const { phase, stable, tentative, notice } = item;
        alarms = followAlarms(alarms, item);
        if (phase !== 'thinking') hushed = false;
        set({ phase, stable, tentative, hearsItself: alarms.hearsItself });
        // It is told once, and stands until the conversation has gone on.
        if (notice !== null) set({ notice });
        return;
      }
      case 'turn':
        return set({ notice: null });
      case 'unsent': {
        const { conversationId } = store.getState();
        return conversationId === null ? undefined : keepUnsent(conversationId, item.text);
      }
      case 'sound':
        return playout?.queue(item.run, decodeSamples(item.samples), item.sampleRate);
      case 'play':
        set({ answerId: item.turnId });
        playout?.play(item.run);
        return hushed ? takeFloor() : undefined;
      case 'duck':
        return playout?.duck();
      case 'unduck':
        return playout?.unduck();
      case 'silence':
        return playout?.silence();
    }
  };
  /** A session at the host, until it ends. */
  async function converse(): Promise<void> {
    const { conversationId, mode } = store.getState();
    if (conversationId === null) return;
    leave();
    playout?.restart();
    set({ phase: 'starting', stable: '', tentative: '' });
    let mine: Items | null = null;
    try {
      mine = voice().talk({ conversationId, pushToTalk: mode === 'push-to-talk' });
      items = mine;
      for await (const item of mine) {
        if (mine !== items) return;
        take(item);
      }
      if (mine === items) end('The conversation by voice was ended. What was said is kept.');
    } catch (error) {
      if (mine !== items) return;
      const { code, message } = AppError.toValue(error);
      if (code === 'no-model') return ask();
      end(code === 'closed' ? LOST : message);
    }
  }
  /** What it needs has to be fetched: the microphone waits for that, closed. */
  const ask = (): void => {
    leave();
    microphone.close();
    set({ ...TALK_OFF, stage: 'asking' });
  };
  /** The host must know, or it waits for the end of the turn for ever. */
  const release = (): void => {
    if (!store.getState().pressed) return;
    set({ pressed: false });
    tell(async (session) => {
      await microphone.drained();
      await voice().release(session);
    });
  };
  async function open(): Promise<void> {
    const mine = ++begun;
    set({ ...TALK_OFF, stage: 'opening' });
    try {
      const sound = await input().open();
      if (mine !== begun) return sound.close();
      microphone.take(sound);
      set({ device: sound.name });
      const conversationId = await conversation();
      if (mine !== begun) return;
      alarms = NO_ALARMS;
      set({ conversationId });
      void converse();
    } catch (error) {
      if (mine === begun) end(AppError.toValue(error).message);
    }
  }
  return {
    store,
    levels: microphone.levels,
    begin() {
      if (store.getState().stage !== 'off') return;
      try {
        const context = openContext();
        void context.resume().catch(() => undefined);
        playout = createTalkPlayout(context, onHeard);
      } catch (error) {
        return end(`Sound cannot be played here: ${AppError.toValue(error).message}`);
      }
      if (isAbsent()) ask();
      else void open();
    },
    ready() {
      if (store.getState().stage === 'asking') void open();
    },
    end,
    hush() {
      const { phase, conversationId } = store.getState();
      if (phase !== 'thinking') return takeFloor();
      // Nothing of it was heard yet: it ends like one that is only read.
      hushed = true;
      tell(async () => conversationId !== null && connection.services().chat.stop({ conversationId }));
    },
    mute(muted) {
      release();
      set({ muted });
      tell((session) => voice().mute({ ...session, muted }));
    },
    press() {
      const { stage, mode, pressed, muted } = store.getState();
      if (stage !== 'on' || mode !== 'push-to-talk' || pressed || muted) return;
      // Who takes the floor is not talked over, however far the host is.
      playout?.silence();
      set({ pressed: true });
      tell((session) => voice().press(session));
    },
    release,
    choose({ mode, halfDuplex }) {
      release();
      const before = store.getState();
      set({ mode: mode ?? before.mode, halfDuplex: halfDuplex ?? before.halfDuplex, hearsItself: false });
      keepTalkChoices(store.getState());
      // Who takes the turns is agreed upon at the beginning of a session.
      if (before.stage === 'on' && mode !== undefined && mode !== before.mode) void converse();
    },
    async changeDevice(deviceId) {
      try {
        set({ device: await microphone.changeDevice(deviceId), trouble: null });
      } catch (error) {
        set({ trouble: AppError.toValue(error).message });
      }
    },
    dismissProblem: () => set({ problem: null }),
    close: () => end(),
  };
}

const LOST = 'The connection was lost, so the conversation by voice has ended. What was said is kept; start it again when Headwater is back.';
