import { base64OfBytes } from '../../../../app/captions/base64OfBytes.ts';
import type { AppError } from '../../../../app/contract/AppError.ts';
import { createVoiceState } from '../../../../app/voice/createVoiceState.ts';
import { nextVoiceState } from '../../../../app/voice/nextVoiceState.ts';
import type { TalkItem } from '../../../../app/voice/TalkItem.ts';
import type { VoiceEffect } from '../../../../app/voice/VoiceEffect.ts';
import type { VoiceEvent } from '../../../../app/voice/VoiceEvent.ts';
import { voiceTimer } from '../../../../app/voice/voiceTimer.ts';
import type { SpokenChat } from '../../chat/createSpokenChat.ts';
import type { SoundPiece } from '../../captions/SoundPiece.ts';
import type { HeardReport } from './createAnswerVoice.ts';
import { createTalkEar } from './createTalkEar.ts';
import { createTalkTurns } from './createTalkTurns.ts';
import { shownTurn } from './shownTurn.ts';
import type { TalkModels } from './TalkModels.ts';

export interface TalkSessionContext {
  readonly chat: SpokenChat;
  readonly models: TalkModels;
  readonly emit: (item: TalkItem) => void;
  /** The session cannot go on. */
  readonly onGivenUp: (error: AppError) => void;
}

/** A conversation by voice while it lasts. */
export interface TalkSession {
  feed(piece: SoundPiece): number;
  played(run: number, heard: HeardReport): void;
  press(): void;
  release(): void;
  mute(muted: boolean): void;
  /** Silence; what was heard is stored when it resolves. */
  close(): Promise<void>;
}

/** Runs the machine of `app/voice` with real microphones, models and clocks: sends it events, and does what it says. */
export function createTalkSession(
  { chat, models, emit, onGivenUp }: TalkSessionContext,
  { conversationId, messageId, pushToTalk }: { conversationId: string; messageId: () => string; pushToTalk: boolean },
): TalkSession {
  let state = createVoiceState();
  let isHearing = false;
  let isPressed = false;
  let isMuted = false;
  let nextRun = 0;
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  const waiting: VoiceEvent[] = [];
  let isStepping = false;

  const show = (notice: string | null = null): void => {
    if (state.phase === 'stopped') return;
    const phase = isHearing ? state.phase : 'starting';
    const item = { kind: 'state', phase, ...shownTurn(state.phrases), notice } as const;
    const now = JSON.stringify(item);
    if (notice === null && now === shown) return;
    shown = notice === null ? now : '';
    emit(item);
  };
  const turns = createTalkTurns({
    chat,
    models,
    conversationId,
    messageId,
    onEvent: (event) => dispatch({ ...event, at: performance.now() }),
    onTurn: (turnId) => emit({ kind: 'turn', turnId }),
    onSound(run, { from, to, samples, sampleRate }) {
      emit({ kind: 'sound', run, from, to, samples: base64OfBytes(samples), sampleRate });
    },
    onUnsent: (text) => emit({ kind: 'unsent', text }),
    onNotice: show,
  });
  const ear = createTalkEar({
    models,
    pushToTalk,
    floor: () => ({ person: state.phase === 'listening' ? state.loudness : null, isAnswer: state.phase === 'speaking' || state.phase === 'ducking' }),
    onEvent: (event) => dispatch(event),
    onPhrase: (number, startMs, endMs) => turns.heard(number, startMs, endMs),
    onHearing() {
      isHearing = true;
      show();
    },
    onNotice: show,
    onGivenUp,
  });

  function carryOut(effect: VoiceEffect): void {
    switch (effect.kind) {
      case 'prefill':
        return turns.readAhead(effect.text);
      case 'speculate':
        return turns.begin(effect.text);
      case 'discard':
        return turns.discard();
      case 'commit':
        return turns.commit(effect.text, state.phrases);
      case 'retract':
        return turns.retract();
      case 'play':
      case 'resume': {
        const run = nextRun++;
        const turnId = turns.play(run, effect.kind === 'resume' ? effect.heardTo : null);
        if (turnId !== null) emit({ kind: 'play', run, turnId });
        return undefined;
      }
      case 'duck':
      case 'unduck':
        return emit({ kind: effect.kind });
      case 'silence':
        turns.silence();
        return emit({ kind: 'silence' });
      case 'interrupt':
        // One that ended for another reason than what was said is still heard.
        if (turns.isPlaying()) emit({ kind: 'silence' });
        return turns.interrupt();
      case 'leave':
        return turns.leave();
      case 'finished':
        return turns.finish();
    }
  }
  function setTimer(): void {
    if (timer !== null) clearTimeout(timer);
    const now = performance.now();
    const due = voiceTimer(state, now);
    timer = due === null ? null : setTimeout(() => dispatch({ kind: 'tick', at: performance.now() }), Math.max(1, Math.ceil(due - now)));
  }
  /** Events that an effect leads to come after those before it. */
  function dispatch(event: VoiceEvent): void {
    waiting.push(event);
    if (isStepping) return;
    isStepping = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const step = nextVoiceState(state, next);
      state = step.state;
      step.effects.forEach(carryOut);
    }
    isStepping = false;
    setTimer();
    show();
  }
  const listen = (): void => ear.listen(!isMuted && (!pushToTalk || isPressed));

  dispatch({ kind: 'start', at: performance.now() });
  turns.warm();
  return {
    feed(piece) {
      ear.hear(piece);
      return ear.behindMs();
    },
    played(run, report) {
      const heard = turns.played(run, report);
      if (heard) dispatch({ kind: 'playback', at: performance.now(), ...heard });
    },
    press() {
      isPressed = true;
      listen();
      dispatch({ kind: 'press', at: performance.now() });
    },
    release() {
      if (!isPressed) return;
      isPressed = false;
      listen();
      dispatch({ kind: 'release', at: performance.now() });
    },
    mute(muted) {
      isMuted = muted;
      listen();
    },
    async close() {
      dispatch({ kind: 'stop', at: performance.now() });
      if (timer !== null) clearTimeout(timer);
      await Promise.all([ear.close(), turns.close()]);
    },
  };
}
