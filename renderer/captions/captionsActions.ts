import type { OverlayWindow } from '../../app/captions/overlay/OverlayWindow.ts';
import type { Recording } from '../../app/captions/Recording.ts';
import { AppError } from '../../app/contract/AppError.ts';
import type { ExportFormat } from '../../app/contract/services/captions.ts';
import type { Capture, CaptureWishes } from '../capture/createCapture.ts';
import type { SoundInput } from '../capture/SoundInput.ts';
import { downloadText } from '../chat/list/downloadText.ts';
import type { Connection } from '../connection/createConnection.ts';
import type { Ui } from '../createUi.ts';
import type { Captions } from './createCaptions.ts';
import { EXPORTS } from './exports.ts';
import { openOverlayTab } from './overlay/openOverlayTab.ts';

/** How long a deleted recording can be brought back, in seconds. The host erases it then. */
const UNDO_SECONDS = 10;

/** What a person can do with captions. A failure becomes the window's `problem`, until it is dismissed. */
export interface CaptionsActions {
  prepare(): Promise<void>;
  cancelPrepare(): Promise<void>;
  /** Begins a recording and opens it. */
  start(input: SoundInput, wishes: CaptureWishes): Promise<void>;
  /** Ends the one being made, in whichever window that is. */
  stop(recordingId: string): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  remember(id: string, remembered: boolean): Promise<void>;
  remove(recording: Recording): Promise<void>;
  editLine(lineId: string, text: string): Promise<boolean>;
  removeLine(lineId: string): Promise<void>;
  /** `from` null: only the speaker of this line. */
  nameSpeaker(recordingId: string, lineId: string, from: string | null, to: string): Promise<void>;
  /** With the text that is shown. */
  export(recordingId: string, format: ExportFormat, translated: boolean): Promise<void>;
  /** The overlay's window: on the desktop shown or hidden, in a browser opened. */
  toggleOverlay(): Promise<void>;
  /** Makes a corrected copy of a recording whose sound was kept. */
  correct(recordingId: string): Promise<void>;
  cancelCorrect(recordingId: string): Promise<void>;
}

/** @param window how the overlay's window is set */
export function captionsActions(connection: Connection, captions: Captions, capture: Capture, ui: Ui, window: () => OverlayWindow): CaptionsActions {
  const service = () => connection.services().captions;
  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action();
      captions.store.setState({ problem: null });
      return true;
    } catch (error) {
      captions.store.setState({ problem: AppError.toValue(error).message });
      return false;
    }
  };
  const quietly = async (action: () => Promise<unknown>): Promise<void> => void (await attempt(action));
  return {
    prepare: () => quietly(() => service().prepare({})),
    cancelPrepare: () => quietly(() => service().cancelPrepare({})),
    async start(input, wishes) {
      const recording = await capture.start(input, wishes);
      if (recording) captions.open(recording.id);
    },
    stop: (recordingId) =>
      capture.store.getState().recordingId === recordingId ? capture.stop() : quietly(() => service().stop({ recordingId })),
    rename: (recordingId, title) => quietly(() => service().change({ recordingId, title })),
    remember: (recordingId, remembered) => quietly(() => service().change({ recordingId, remembered })),
    remove: (recording) =>
      quietly(async () => {
        const recordingId = recording.id;
        if (capture.store.getState().recordingId === recordingId) await capture.stop();
        const wasOpen = captions.store.getState().openId === recordingId;
        await service().remove({ recordingId });
        if (wasOpen) captions.open(null);
        const undo = (): void =>
          void attempt(async () => {
            await service().restore({ recordingId });
            if (wasOpen) captions.open(recordingId);
          });
        ui.toast(`“${recording.title || 'Recording'}” was deleted`, { label: 'Undo', run: undo }, UNDO_SECONDS);
      }),
    editLine: (lineId, text) => attempt(() => service().editLine({ lineId, text })),
    removeLine: (lineId) => quietly(() => service().removeLine({ lineId })),
    nameSpeaker: (recordingId, lineId, from, to) =>
      quietly(() => service().nameSpeaker({ recordingId, lineId: from === null ? lineId : null, from, to: to === '' ? null : to })),
    export: (recordingId, format, translated) =>
      quietly(async () => {
        const corrected = captions.store.getState().copy === 'corrected';
        const { fileName, text } = await service().export({ recordingId, format, corrected, translated });
        downloadText(fileName, text, EXPORTS[format].type);
      }),
    toggleOverlay: () =>
      quietly(async () => {
        const { host, settings } = connection.services();
        const { kind } = await host.info({});
        if (kind === 'desktop') {
          const present = window();
          await settings.set({ captionWindow: { ...present, open: !present.open } });
        } else await openOverlayTab(service());
      }),
    correct: (recordingId) => quietly(() => service().correct({ recordingId })),
    cancelCorrect: (recordingId) => quietly(() => service().cancelCorrect({ recordingId })),
  };
}
