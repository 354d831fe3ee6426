import type { Activity, ChatEvent } from '../../../app/contract/services/chat.ts';
import { applyTurn } from './applyTurn.ts';
import type { Transcript } from './Transcript.ts';

/** What an event changes, except for streamed text, which is kept outside (see createLiveText). */
export function applyChatEvent(transcript: Transcript, event: ChatEvent): Transcript {
  switch (event.kind) {
    case 'opened':
      return withActivity({ ...transcript, queue: event.queue, usage: event.usage }, event.activity);
    case 'turn':
      return transcript.loaded ? applyTurn(transcript, event.turn) : transcript;
    case 'activity':
      return withActivity(transcript, event.activity);
    case 'queue':
      return { ...transcript, queue: event.queue };
    case 'usage':
      return { ...transcript, usage: event.usage, tokensPerSecond: event.tokensPerSecond };
    case 'text':
      return transcript;
  }
}

function withActivity(transcript: Transcript, activity: Activity): Transcript {
  return { ...transcript, activity, tokensPerSecond: activity.kind === 'idle' ? null : transcript.tokensPerSecond };
}
