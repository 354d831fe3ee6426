import type { PrepareStatus } from '../../../../app/models/PrepareStatus.ts';
import type { CaptionModels } from '../../captions/CaptionModels.ts';
import type { VoiceModel } from '../createVoiceModel.ts';
import { joinStatus } from './joinStatus.ts';
import type { TalkModels } from './TalkModels.ts';

/** The models of captions and of reading aloud, which are fetched, started and shared by all that need them. */
export function createTalkModels(captions: CaptionModels, voice: VoiceModel): TalkModels {
  const status = (): PrepareStatus => joinStatus(captions.status(), voice.status());
  return {
    status,
    onChange(listener) {
      const leave = [captions.onChange(listener), voice.onChange(listener)];
      return () => leave.forEach((each) => each());
    },
    prepare() {
      captions.prepare();
      voice.prepare();
    },
    async cancel() {
      await Promise.all([captions.cancel(), voice.cancel()]);
    },
    whenReady: (signal) => captions.whenReady(signal),
    whenVoice: (signal) => voice.whenReady(signal),
  };
}
