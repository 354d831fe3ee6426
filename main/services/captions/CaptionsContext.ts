import type { Client } from '../../../app/contract/Service.ts';
import type { storeService } from '../../store/storeService.ts';
import type { SecondHearing } from './createSecondHearing.ts';
import type { CaptionModels } from './CaptionModels.ts';
import type { LIVE_LIMITS } from './liveLimits.ts';
import type { Finishing } from '../finishing/Finishing.ts';
import type { Translator } from './translation/Translator.ts';
import type { RecordedSounds } from './recordedSounds.ts';

/** What captions need of the rest of the host. */
export interface CaptionsContext {
  readonly store: Client<typeof storeService>;
  readonly models: CaptionModels;
  readonly sounds: RecordedSounds;
  /** marks and speakers, by models that the person installed; without it there are none */
  readonly finishing?: Finishing;
  /** the second listening, for a corrected copy; without it there is none */
  readonly second?: SecondHearing;
  /** the language that is spoken, as the person chose it; null: it is found out */
  language?(): string | null;
  /** the person wants swear words hidden; without it they are not */
  masked?(): boolean;
  /** A line that chats may recall was stored, or a recording became one of those. */
  said(): void;
  /** The words of lines were erased, which answers of these conversations saw: as `Memory.erased`. */
  erased(seenIn: readonly string[]): Promise<void>;
  /** Starts the overlay page unless it runs; its address, or null where there is none. */
  overlayUrl(): Promise<string | null>;
  /** what translates captions */
  readonly translator: Translator;
  /** the chat is writing an answer */
  isAnswering(): boolean;
  readonly limits?: Partial<typeof LIVE_LIMITS>;
}
