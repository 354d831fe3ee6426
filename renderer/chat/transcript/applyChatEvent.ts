import type { ChatEvent } from '../../../app/contract/services/chat.ts';
import { applyTurn } from './applyTurn.ts';
import type { Transcript } from './Transcript.ts';

/** What an event changes, except for streamed text, which is kept outside (see createLiveText). */
export function applyChatEvent(transcript: Transcript, event: ChatEvent): Transcript {
  switch (event.kind) {
    case 'opened':
      return { ...transcript, activity: event.activity, queue: event.queue, usage: event.usage };
    case 'turn':
      return transcript.loaded ? applyTurn(transcript, event.turn) : transcript;
    case 'activity':
      return {
        ...transcript,
        activity: event.activity,
        tokensPerSecond: event.activity.kind === 'idle' ? null : transcript.tokensPerSecond,
      };
    case 'queue':
      return { ...transcript, queue: event.queue };
    case 'usage':
      return { ...transcript, usage: event.usage, tokensPerSecond: event.tokensPerSecond };
    case 'text':
      return transcript;
  }
}
