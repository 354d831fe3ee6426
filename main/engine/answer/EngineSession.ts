import type { ChatCodec } from '../conversation/ChatCodec.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import type { PrefillPace } from '../schedule/PrefillPace.ts';
import type { Scheduler } from '../schedule/createScheduler.ts';

/** A loaded model and what is shared by all its conversations. */
export interface EngineSession {
  readonly decoder: Decoder;
  readonly codec: ChatCodec;
  readonly scheduler: Scheduler;
  /** slots of a conversation's cache */
  readonly budget: number;
  pace: PrefillPace;
}
