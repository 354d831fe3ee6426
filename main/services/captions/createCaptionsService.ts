import { liveText } from '../../../app/captions/liveText.ts';
import type { Recording } from '../../../app/captions/Recording.ts';
import { wavFile } from '../../../app/captions/wavFile.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { captionsService, CaptionsEvent, CaptionsStatus } from '../../../app/contract/services/captions.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import { createChangeSignal } from '../changeSignal.ts';
import { followChanges } from '../followChanges.ts';
import { UNDO_SECONDS } from '../createConversationsService.ts';
import type { CaptionsContext } from './CaptionsContext.ts';
import { createCorrections } from './createCorrections.ts';
import { createEventBox, type EventBox } from './createEventBox.ts';
import { createLiveFile } from './createLiveFile.ts';
import { createRecorder } from './createRecorder.ts';
import type { SecondHearing } from './createSecondHearing.ts';
import { createShown, type Shown } from './createShown.ts';
import { exportRecording } from './exportRecording.ts';
import { measureHearing } from './measureHearing.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';
import { createTranslations } from './translation/createTranslations.ts';

/** Left to the last moment of the undo button. */
const GRACE_SECONDS = 5;
/** Between two states of the list while something is written down, in milliseconds. */
const LIST_EVERY_MS = 500;
/** Sound that is given back at once, in milliseconds. */
const MAX_SOUND_MS = 60_000;
/** Phases in which nothing can be written down. */
const MISSING: ReadonlySet<CaptionsStatus['phase']> = new Set(['absent', 'downloading', 'importing']);
const RESTARTED = 'Headwater was closed or stopped while this was written down, so the recording ended there. What was heard until then is here.';

const NO_SECOND: SecondHearing = {
  transcribe: () => Promise.reject(new AppError('no-model', 'Nothing here listens a second time.')),
  rest: async () => undefined,
};

/** Captions as the rest of the host sees them. */
export interface Captions {
  readonly handlers: Handlers<typeof captionsService>;
  /** what is to be seen of all that is being written down */
  readonly shown: Shown;
  /** At start: ends what was live, erases what was removed before. */
  recover(): Promise<void>;
  /** Ends what is live. */
  close(): Promise<void>;
}

/** Captions: recordings are made, listed, changed, exported and removed; whoever watches one is told. */
export function createCaptionsService(context: CaptionsContext): Captions {
  const { store, models, sounds } = context;
  const changes = createChangeSignal();
  const boxes = new Map<string, Set<EventBox>>();
  const masked = (): boolean => context.masked?.() ?? false;
  const shown = createShown(masked);
  const liveFile = createLiveFile((sentence) => {
    for (const recordingId of boxes.keys()) void tellState(recordingId, sentence);
  });
  /** recordings that a restart ended */
  const restarted = new Set<string>();

  const tell = (recordingId: string, event: CaptionsEvent): void => {
    for (const box of boxes.get(recordingId) ?? []) box.push(event);
    if (event.kind === 'line') translations.wake();
    if (event.kind === 'phrase') translations.clause(recordingId, event.phrase?.committed.map(({ text }) => text).join('').trim() ?? '');
    if (event.kind !== 'state') {
      shown.take(event, recordingId);
      if (liveFile.path() !== null) liveFile.show(liveText(shown.now()));
    }
  };
  const translations = createTranslations({
    store,
    translator: context.translator,
    isAnswering: () => context.isAnswering(),
    tell,
    notice: (recordingId, sentence) => void tellState(recordingId, sentence),
  });
  const corrections = createCorrections({
    store,
    sounds,
    hearing: context.second ?? NO_SECOND,
    language: () => context.language?.() ?? null,
    onLines: (lines) => lines.forEach((line) => tell(line.recordingId, { kind: 'line', line })),
    onProgress: (recordingId) => void tellState(recordingId, null),
    onProblem: (recordingId, sentence) => void tellState(recordingId, sentence),
  });
  const recorder = createRecorder(context, corrections, tell, () => changes.notify());

  const current = async (recordingId: string): Promise<Recording> =>
    recorder.live(recordingId)?.recording ?? (await store.recording({ recordingId }));
  const stateOf = async (recordingId: string, notice: string | null): Promise<CaptionsEvent> => ({
    kind: 'state',
    recording: await current(recordingId),
    behindMs: recorder.live(recordingId)?.behindMs ?? 0,
    correcting: corrections.progress(recordingId),
    notice,
  });
  const tellState = async (recordingId: string, notice: string | null): Promise<void> => {
    await stateOf(recordingId, notice).then((event) => tell(recordingId, event), () => undefined);
  };
  const purge = async (secondsAgo: number): Promise<void> => {
    const { ids, seenIn } = await store.purgeRecordings({ removedBefore: Date.now() - secondsAgo * 1_000 });
    await sounds.remove(ids);
    await context.erased(seenIn).catch((error: unknown) => console.error('Erasing a saved cache failed:', error));
  };
  const purgeLater = (): void => {
    void purge(UNDO_SECONDS).catch((error: unknown) => console.error('Erasing a recording failed:', error));
  };
  const changed = async (recordingId: string): Promise<Recording> => {
    const recording = await store.recording({ recordingId });
    recorder.changed(recording);
    await tellState(recordingId, null);
    changes.notify();
    return current(recordingId);
  };

  async function* watch({ recordingId }: { recordingId: string }, signal: AbortSignal): AsyncGenerator<CaptionsEvent> {
    const box = createEventBox();
    signal.addEventListener('abort', () => box.end(), { once: true });
    const watching = boxes.get(recordingId) ?? new Set();
    boxes.set(recordingId, watching.add(box));
    try {
      yield await stateOf(recordingId, restarted.has(recordingId) ? RESTARTED : null);
      yield { kind: 'translating', to: translations.language(recordingId) };
      const phrase = recorder.live(recordingId)?.phrase;
      if (phrase) yield { kind: 'phrase', phrase };
      yield* box;
    } finally {
      watching.delete(box);
      if (watching.size === 0) boxes.delete(recordingId);
    }
  }

  const handlers: Handlers<typeof captionsService> = {
    prepare() {
      models.prepare();
      return {};
    },
    async cancelPrepare() {
      await models.cancel();
      return {};
    },
    async start({ source, title, keepSound, remembered, corrected }) {
      if (MISSING.has(models.status().phase)) {
        throw new AppError('no-model', 'Captions need models that are not here yet. Fetch them first; nothing was recorded.');
      }
      // The processes start while the first sound comes; after a failure, once more.
      models.prepare();
      return recorder.start({ source, title, keptSound: keepSound, remembered, corrected: corrected ?? false });
    },
    feed: ({ recordingId, at, samples }) => recorder.feed(recordingId, { at, samples: new Uint8Array(Buffer.from(samples, 'base64')) }),
    stop: ({ recordingId }) => recorder.stop(recordingId),
    async change(change) {
      await store.changeRecording(change);
      if (change.remembered !== undefined) context.said();
      return changed(change.recordingId);
    },
    async remove({ recordingId }) {
      await translations.set(recordingId, null);
      await recorder.stop(recordingId);
      corrections.cancel(recordingId);
      await store.removeRecording({ recordingId });
      changes.notify();
      setTimeout(purgeLater, (UNDO_SECONDS + GRACE_SECONDS) * 1_000).unref();
      return {};
    },
    async restore({ recordingId }) {
      await store.restoreRecording({ recordingId });
      changes.notify();
      return {};
    },
    lines: store.lines,
    async editLine({ lineId, text }) {
      const line = await store.editLine({ lineId, text });
      tell(line.recordingId, { kind: 'line', line });
      const { remembered } = await current(line.recordingId);
      if (remembered) context.said();
      return line;
    },
    async removeLine({ lineId }) {
      const { recordingId } = await store.line({ lineId });
      const { seenIn } = await store.forgetTurn({ turnId: lineId });
      tell(recordingId, { kind: 'removed', lineId });
      await context.erased(seenIn).finally(() => changed(recordingId));
      return {};
    },
    async nameSpeaker(request) {
      const { lineIds } = await store.nameSpeaker(request);
      // Of one line it is a correction, and of all the name of that voice.
      if (request.lineId === null && request.from !== null) recorder.renamed(request.recordingId, request.from, request.to || null);
      for (const lineId of lineIds) tell(request.recordingId, { kind: 'line', line: await store.line({ lineId }) });
      return {};
    },
    search: store.searchLines,
    async correct({ recordingId }) {
      const recording = await current(recordingId);
      if (recording.live || !recording.keptSound) {
        throw new AppError('bad-request', 'A corrected copy afterwards needs a recording that has ended and whose sound was kept.');
      }
      corrections.make(recording);
      return {};
    },
    cancelCorrect({ recordingId }) {
      corrections.cancel(recordingId);
      return {};
    },
    export: async ({ recordingId, format, corrected = false, translated }) =>
      exportRecording(store, await current(recordingId), { format, corrected, translated, masked: masked() }, Date.now()),
    tryTranslation: (pair) => translations.try(pair),
    async translate({ recordingId, pair }) {
      await current(recordingId);
      await translations.set(recordingId, pair);
      return {};
    },
    async sound({ recordingId, startMs, endMs }) {
      const from = Math.floor((startMs * SAMPLE_RATE) / 1_000);
      const to = Math.ceil((Math.min(endMs, startMs + MAX_SOUND_MS) * SAMPLE_RATE) / 1_000);
      const wav = wavFile(await sounds.read(recordingId, from, to), SAMPLE_RATE);
      return { wav: Buffer.from(wav).toString('base64') };
    },
    selfTest: async () => measureHearing(await models.whenReady(new AbortController().signal)),
    overlay: async () => ({ url: await context.overlayUrl(), liveFile: liveFile.path() }),
    async liveFile({ path }) {
      await liveFile.set(path);
      if (path !== null) liveFile.show(liveText(shown.now()));
      return {};
    },
    status: (_params, signal) => followChanges({ notify: () => undefined, subscribe: (listener) => models.onChange(listener) }, signal, async () => models.status()),
    recordings: (_params, signal) =>
      followChanges(
        changes,
        signal,
        async () => {
          const { recordings } = await store.recordings({});
          return { recordings: recordings.map((recording) => recorder.live(recording.id)?.recording ?? recording) };
        },
        LIST_EVERY_MS,
      ),
    watch,
  };
  return {
    handlers,
    shown,
    async recover() {
      const { recordings } = await store.endRecordings({});
      for (const { id } of recordings) restarted.add(id);
      await purge(0);
      const kept = await store.recordings({});
      await sounds.keepOnly(new Set(kept.recordings.map(({ id }) => id)));
    },
    async close() {
      await translations.close();
      await recorder.close();
      await corrections.close();
      await liveFile.close();
    },
  };
}
