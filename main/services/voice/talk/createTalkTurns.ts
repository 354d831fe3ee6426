import { AppError } from '../../../../app/contract/AppError.ts';
import type { AnswerEvent } from '../../../../app/contract/services/engine.ts';
import type { Turn } from '../../../../app/conversation/Turn.ts';
import type { HeardPhrase } from '../../../../app/voice/VoiceState.ts';
import type { BegunAnswer } from '../../chat/BegunAnswer.ts';
import type { SpokenChat } from '../../chat/createSpokenChat.ts';
import { type AnswerVoice, createAnswerVoice, type HeardReport, type VoicedChunk } from './createAnswerVoice.ts';
import { createPhraseTimes } from './createPhraseTimes.ts';
import { createSpeechMaker } from './createSpeechMaker.ts';
import type { TalkModels } from './TalkModels.ts';

export interface TalkTurnsContext {
  readonly chat: SpokenChat;
  readonly models: TalkModels;
  readonly conversationId: string;
  /** a name for a message that is to be */
  readonly messageId: () => string;
  readonly onEvent: (event: { readonly kind: 'answer-ready' | 'answer-failed' | 'playback-end' }) => void;
  readonly onTurn: (turnId: string) => void;
  readonly onSound: (run: number, chunk: VoicedChunk) => void;
  /** What was said and could not be given as a message. */
  readonly onUnsent: (text: string) => void;
  readonly onNotice: (sentence: string) => void;
}

/** What a conversation by voice does to the conversation: its messages, its answers and their sound. All return at once. */
export interface TalkTurns {
  /** Where a phrase lies on the clock of the sound, in milliseconds. */
  heard(phrase: number, startMs: number, endMs: number): void;
  readAhead(text: string): void;
  begin(text: string): void;
  /** Throws away what was begun; of an answer to a message that was given, nothing was heard. */
  discard(): void;
  commit(text: string, phrases: readonly HeardPhrase[]): void;
  retract(): void;
  /** Returns the id of the answer; null when there is none to be played (any more). */
  play(run: number, from: number | null): string | null;
  isPlaying(): boolean;
  silence(): void;
  played(run: number, report: HeardReport): ReturnType<AnswerVoice['played']>;
  /** The answer ends where it was heard: by the person's words … */
  interrupt(): void;
  /** … or because they go away. */
  leave(): void;
  finish(): void;
  /** Starts the voice, so that it is there when it is needed. */
  warm(): void;
  /** Resolves when all of it is done. */
  close(): Promise<void>;
}

/** An answer, from the moment that it was begun in case. */
interface Spoken {
  readonly messageId: string;
  voice: AnswerVoice;
  begun: BegunAnswer | null;
  /** null until its message was given and stored */
  answerId: string | null;
  /** it is not spoken any more */
  isOver: boolean;
  /** its message was taken back */
  isRetracted: boolean;
  /** the voice failed: the rest of it can only be read */
  isMute: boolean;
}

export function createTalkTurns(context: TalkTurnsContext): TalkTurns {
  const { chat, models, conversationId, onEvent, onNotice } = context;
  const maker = createSpeechMaker(models, onNotice);
  const times = createPhraseTimes();
  const closing = new AbortController();
  let draft: Spoken | null = null;
  let answer: Spoken | null = null;
  /** the answer that was ended last: the window tells where it fell silent */
  let ending: Spoken | null = null;
  let playing: number | null = null;
  /** the name of the message that is being said */
  let open: string | null = null;
  let reading: AbortController | null = null;
  let working: Promise<void> = Promise.resolve();

  /** What is done to the conversation is done in its order. */
  const then = (work: () => Promise<void>): void => {
    working = working.then(work).catch((error: unknown) => onNotice(AppError.toValue(error).message.slice(0, 1_000)));
  };
  const openId = (): string => (open ??= context.messageId());
  const stopReading = (): void => reading?.abort();
  const read = (message: { id: string; text: string } | null): void => {
    stopReading();
    then(async () => {
      stopReading();
      reading = new AbortController();
      // What comes after it need not wait for it.
      void chat.readAhead(conversationId, message, reading.signal);
    });
  };

  const show = (): void => then(() => chat.show(conversationId));
  const tellReady = (spoken: Spoken): void => {
    if (answer !== spoken || spoken.answerId === null) return;
    if (!spoken.isMute && !spoken.voice.isSilent) return onEvent({ kind: 'answer-ready' });
    answer = null;
    spoken.isOver = true;
    show();
    onEvent({ kind: 'answer-failed' });
  };
  const voiceOf = (spoken: () => Spoken): AnswerVoice =>
    createAnswerVoice({
      maker,
      onSound: context.onSound,
      onReady: () => tellReady(spoken()),
      onHeardAll() {
        if (answer === spoken()) onEvent({ kind: 'playback-end' });
      },
      onFailed({ message }) {
        spoken().isMute = true;
        if (spoken().isOver) return;
        onNotice(`${message} The answer can be read in the conversation.`);
        if (playing !== null && answer === spoken()) onEvent({ kind: 'answer-failed' });
        else tellReady(spoken());
      },
    });
  const newSpoken = (): Spoken => {
    const spoken: Spoken = { messageId: openId(), voice: voiceOf(() => spoken), begun: null, answerId: null, isOver: false, isRetracted: false, isMute: false };
    return spoken;
  };
  const take = ({ voice }: Spoken, event: AnswerEvent): void => {
    if (event.kind === 'text') voice.add(event.text);
    if (event.kind === 'end') voice.end();
  };
  const drop = (spoken: Spoken | null): void => {
    if (!spoken) return;
    spoken.isOver = true;
    spoken.voice.close();
  };
  const cut = (state: 'interrupted' | 'stopped'): void => {
    const mine = answer;
    answer = null;
    ending = mine;
    playing = null;
    drop(mine);
    if (!mine) return;
    // What could not be spoken is there to be read.
    if (mine.isMute) return show();
    const heardTo = mine.voice.whenStopped();
    then(async () => {
      if (mine.answerId !== null) await chat.cut(mine.answerId, heardTo, state);
    });
  };
  const interrupt = (): void => {
    cut('interrupted');
    read(null);
  };
  const onEnd = (mine: Spoken, { state, problem }: Turn): void => {
    if (mine.isOver) return;
    if (state === 'stopped') {
      // Stopped in the chat's window: nobody wants to hear more of it.
      onEvent({ kind: 'answer-failed' });
      if (answer === mine) interrupt();
      return;
    }
    if (problem !== null) onNotice(problem.slice(0, 1_000));
    mine.voice.end();
  };

  return {
    heard: (phrase, startMs, endMs) => times.note(phrase, startMs, endMs),
    readAhead: (text) => read({ id: openId(), text }),
    begin(text) {
      stopReading();
      const mine = newSpoken();
      draft = mine;
      then(async () => {
        stopReading();
        if (mine.isOver) return;
        mine.begun = chat.begin(conversationId, { id: mine.messageId, text }, (event) => take(mine, event));
      });
    },
    discard() {
      if (draft) {
        drop(draft);
        draft.begun?.discard();
        draft = null;
      } else if (answer) interrupt();
    },
    commit(text, phrases) {
      stopReading();
      const mine = draft ?? newSpoken();
      const mediaTime = times.of(phrases);
      draft = null;
      open = null;
      answer = mine;
      // The answer that was begun is no more: nothing of it is spoken.
      const onAnew = (): void => {
        mine.voice.close();
        mine.voice = voiceOf(() => mine);
      };
      const onNew = (event: AnswerEvent): void => {
        if (!mine.isOver) take(mine, event);
      };
      then(async () => {
        stopReading();
        if (mine.isRetracted) return mine.begun?.discard();
        const message = { conversationId, id: mine.messageId, text, mediaTime };
        try {
          mine.answerId = await chat.commit(message, { begun: mine.begun, onAnew, onEvent: onNew, onEnd: (turn) => onEnd(mine, turn) });
          context.onTurn(mine.messageId);
          context.onTurn(mine.answerId);
          if (mine.voice.isReady || mine.isMute) tellReady(mine);
        } catch (error) {
          drop(mine);
          if (answer === mine) {
            answer = null;
            onEvent({ kind: 'answer-failed' });
          }
          context.onUnsent(text);
          throw new AppError('internal', `${AppError.toValue(error).message} What you said is kept where you write messages.`);
        }
        return undefined;
      });
    },
    retract() {
      const mine = answer;
      answer = null;
      drop(mine);
      if (!mine) return;
      mine.isRetracted = true;
      open = mine.messageId;
      then(async () => {
        if (mine.answerId !== null) await chat.takeBack({ id: mine.messageId, conversationId });
      });
    },
    play(run, from) {
      if (!answer) return null;
      playing = run;
      show();
      answer.voice.play(run, from);
      return answer.answerId;
    },
    isPlaying: () => playing !== null,
    silence() {
      playing = null;
      answer?.voice.silence();
    },
    played(run, report) {
      ending?.voice.played(run, report);
      return answer?.voice.played(run, report) ?? null;
    },
    interrupt,
    leave: () => cut('stopped'),
    finish() {
      drop(answer);
      answer = null;
      playing = null;
      read(null);
    },
    warm: () => void models.whenVoice(closing.signal).catch(() => undefined),
    async close() {
      drop(draft);
      draft?.begun?.discard();
      closing.abort();
      await working;
    },
  };
}
