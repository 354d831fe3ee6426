import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import type { Recording } from '../../../app/captions/Recording.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { createCorrector, type Corrector, type CorrectorContext } from './createCorrector.ts';
import type { SecondHearing } from './createSecondHearing.ts';
import type { RecordedSounds } from './recordedSounds.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';
import type { CaptionsContext } from './CaptionsContext.ts';

/** Lines that are read at once; their stretches are heard before the next ones are read. */
const PAGE = 30;

const at = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1_000);

export interface CorrectionsContext {
  readonly store: CaptionsContext['store'];
  readonly sounds: Pick<RecordedSounds, 'read'>;
  readonly hearing: SecondHearing;
  readonly language: () => string | null;
  /** lines have a corrected text now */
  onLines(lines: readonly CaptionLine[]): void;
  /** something of `progress` changed */
  onProgress(recordingId: string): void;
  /** a sentence for who watches */
  onProblem(recordingId: string, sentence: string): void;
}

/** The corrected copies that are being made: at most one of each recording. */
export interface Corrections {
  /** Of a live recording: whoever writes its lines adds them, and says when it ends. */
  follow(recordingId: string, sound: CorrectorContext['sound']): Corrector;
  /** Of a recording whose sound was kept. Returns at once. Errors: `busy` when it is being made already. */
  make(recording: Recording): void;
  /** Lines that were listened to again, and all; null when no copy is being made. */
  progress(recordingId: string): { readonly done: number; readonly total: number } | null;
  cancel(recordingId: string): void;
  close(): Promise<void>;
}

export function createCorrections(context: CorrectionsContext): Corrections {
  const { store, sounds, hearing, language } = context;
  const all = new Map<string, Corrector>();

  const begin = (recordingId: string, sound: CorrectorContext['sound'], expected = 0): Corrector => {
    const corrector = createCorrector({
      recordingId,
      store,
      hearing,
      language,
      expected,
      sound,
      onLines: (lines) => context.onLines(lines),
      onProgress: () => context.onProgress(recordingId),
      onProblem: (sentence) => context.onProblem(recordingId, sentence),
    });
    const finish = (): void => {
      if (all.get(recordingId) !== corrector) return;
      all.delete(recordingId);
      context.onProgress(recordingId);
      if (all.size === 0) void hearing.rest();
    };
    const kept: Corrector = {
      ...corrector,
      end: () => corrector.end().finally(finish),
      cancel() {
        corrector.cancel();
        finish();
      },
    };
    all.set(recordingId, corrector);
    context.onProgress(recordingId);
    return kept;
  };
  const read = async ({ id }: Recording, corrector: Corrector): Promise<void> => {
    for (let from = 0; ;) {
      const { lines } = await store.lines({ recordingId: id, from, limit: PAGE });
      for (const line of lines) corrector.add(line);
      await corrector.settled();
      const last = lines.at(-1);
      if (!last || lines.length < PAGE || !all.has(id)) break;
      from = last.index + 1;
    }
    await corrector.end();
  };
  return {
    follow: (recordingId, sound) => begin(recordingId, sound),
    make(recording) {
      if (all.has(recording.id)) throw new AppError('busy', 'A corrected copy of this recording is being made already.');
      const corrector = begin(recording.id, (fromMs, toMs) => sounds.read(recording.id, at(fromMs), at(toMs)), recording.lines);
      void read(recording, corrector).catch((error: unknown) => {
        corrector.cancel();
        context.onProblem(recording.id, `The corrected copy was not made: ${AppError.toValue(error).message}`);
      });
    },
    progress: (recordingId) => all.get(recordingId)?.progress() ?? null,
    cancel(recordingId) {
      const corrector = all.get(recordingId);
      corrector?.cancel();
      all.delete(recordingId);
      context.onProgress(recordingId);
      if (corrector && all.size === 0) void hearing.rest();
    },
    async close() {
      for (const corrector of all.values()) corrector.cancel();
      all.clear();
      await hearing.rest();
    },
  };
}
