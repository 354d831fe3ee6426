import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import type { Recording } from '../../app/captions/Recording.ts';
import { AppError } from '../../app/contract/AppError.ts';
import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { CaptionsEvent, captionsService, CaptionsStatus } from '../../app/contract/services/captions.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import { captionLine } from './captionParts.test-helper.ts';

const CANNOT = 'Test model cannot translate from English to German.';

/** Captions of the host in memory: recordings and lines are really kept, what is heard is as a test says. */
export class TestCaptions {
  correcting: { done: number; total: number } | null = null;
  status: CaptionsStatus = { phase: 'ready', models: [], progress: null, problem: null, recogniser: { name: 'Whisper tiny.en', languages: ['en'] } };
  recordings: Recording[] = [];
  lines: CaptionLine[] = [];
  /** what was fed, a pair of stamp and base64 text each */
  readonly fed: [number, string][] = [];
  behindMs = 600;
  /** the chat model can */
  translates = true;
  #trial: Promise<void> | null = null;
  overlay: string | null = 'http://127.0.0.1:1/captions/token';
  liveFile: string | null = null;
  #ids = 0;
  readonly #removed = new Map<string, Recording>();
  readonly #watchers = new Set<{ recordingId: string; events: Mailbox<CaptionsEvent> }>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  addRecording(title: string, texts: readonly string[] = [], changes: Partial<Recording> = {}): Recording {
    const id = `r${++this.#ids}`;
    const recording: Recording = {
      id, title, source: 'microphone', createdAt: Date.now() - 1_000 * this.#ids, durationMs: texts.length * 4_000,
      lines: texts.length, live: false, keptSound: false, remembered: false, ...changes,
    };
    this.recordings.push(recording);
    this.lines.push(...texts.map((text, index) => captionLine(index, text, { id: `${id}-${index}`, recordingId: id })));
    this.#changed();
    return recording;
  }

  /** A line is finished, or was changed elsewhere. */
  write(recordingId: string, index: number, text: string, changes: Partial<CaptionLine> = {}): void {
    const line = captionLine(index, text, { id: `${recordingId}-${index}`, recordingId, ...changes });
    this.#put(line);
  }

  tell(recordingId: string, event: CaptionsEvent): void {
    for (const watcher of this.#watchers) if (watcher.recordingId === recordingId) watcher.events.push(event);
  }

  /** Trying a language takes until what is returned is called. */
  holdTrial(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#trial = promise;
    return resolve;
  }

  find(id: string): Recording {
    const found = this.recordings.find((recording) => recording.id === id);
    if (!found) throw new AppError('not-found', 'That recording is not there any more.');
    return found;
  }

  /** The recording ends, as if from another window. */
  end(id: string): Recording {
    const recording = this.#change(id, { live: false });
    this.tell(id, this.#state(recording));
    return recording;
  }

  handlers(states: <T>(read: () => T, signal: AbortSignal) => AsyncIterable<T>): Handlers<typeof captionsService> {
    return {
      prepare: () => this.#setStatus({ phase: 'downloading', progress: { doneBytes: 30_000_000, totalBytes: 120_000_000, bytesPerSecond: 9_000_000 } }),
      cancelPrepare: () => this.#setStatus({ phase: 'absent', progress: null }),
      correct: ({ recordingId }) => this.#correct(recordingId, { done: 0, total: 4 }),
      cancelCorrect: ({ recordingId }) => this.#correct(recordingId, null),
      start: ({ source, title, keepSound, remembered }) => this.addRecording(title, [], { source, keptSound: keepSound, remembered, live: true }),
      feed: ({ at, samples }) => {
        this.fed.push([at, samples]);
        return { behindMs: this.behindMs };
      },
      stop: ({ recordingId }) => this.end(recordingId),
      change: ({ recordingId, ...changes }) => this.#change(recordingId, changes),
      remove: ({ recordingId }) => {
        this.#removed.set(recordingId, this.find(recordingId));
        this.recordings = this.recordings.filter(({ id }) => id !== recordingId);
        this.#changed();
        return {};
      },
      restore: ({ recordingId }) => {
        const recording = this.#removed.get(recordingId);
        if (recording) this.recordings.push(recording);
        this.#changed();
        return {};
      },
      lines: ({ recordingId, from, limit }) => {
        const all = this.#of(recordingId);
        return { lines: all.filter(({ index }) => index >= from).slice(0, limit), total: all.length };
      },
      editLine: ({ lineId, text }) => this.#put({ ...this.#line(lineId), text, words: [], edited: true }),
      removeLine: ({ lineId }) => {
        const { recordingId } = this.#line(lineId);
        this.lines = this.lines.filter(({ id }) => id !== lineId);
        this.tell(recordingId, { kind: 'removed', lineId });
        return {};
      },
      nameSpeaker: ({ recordingId, lineId, from, to }) => {
        for (const line of this.#of(recordingId)) if (lineId === null ? line.speaker === from : line.id === lineId) this.#put({ ...line, speaker: to });
        return {};
      },
      search: ({ query, recordingId }) => ({
        lines: this.lines.filter((line) => (recordingId ?? line.recordingId) === line.recordingId && line.text.toLowerCase().includes(query.toLowerCase())),
      }),
      export: ({ recordingId, format, corrected }) => ({
        fileName: `${this.find(recordingId).title}.${format}`,
        text: this.#of(recordingId).map((line) => (corrected ? line.corrected : null) ?? line.text).join('\n'),
      }),
      sound: () => ({ wav: '' }),
      tryTranslation: () => ({ able: this.translates, words: this.translates ? 'The model translates.' : CANNOT }),
      translate: async ({ recordingId, pair }) => {
        await this.#trial;
        if (pair && !this.translates) throw new AppError('unsupported', CANNOT);
        this.tell(recordingId, { kind: 'translating', to: pair?.to ?? null });
        return {};
      },
      selfTest: () => ({ realTimeFactor: 0.21, finalDelayMs: 480 }),
      overlay: () => ({ url: this.overlay, liveFile: this.liveFile }),
      liveFile: ({ path }) => {
        this.liveFile = path;
        return {};
      },
      status: (_, signal) => states(() => this.status, signal),
      recordings: (_, signal) => states(() => ({ recordings: [...this.recordings] }), signal),
      watch: ({ recordingId }, signal) => {
        const events = new Mailbox<CaptionsEvent>();
        const watcher = { recordingId, events };
        this.#watchers.add(watcher);
        signal.addEventListener('abort', () => (this.#watchers.delete(watcher), events.end()), { once: true });
        events.push(this.#state(this.find(recordingId)));
        return events;
      },
    };
  }

  #of(recordingId: string): CaptionLine[] {
    return this.lines.filter((line) => line.recordingId === recordingId).toSorted((a, b) => a.index - b.index);
  }

  #line(id: string): CaptionLine {
    const found = this.lines.find((line) => line.id === id);
    if (!found) throw new AppError('not-found', 'That line is not there any more.');
    return found;
  }

  #put(line: CaptionLine): CaptionLine {
    this.lines = [...this.lines.filter(({ id }) => id !== line.id), line];
    this.tell(line.recordingId, { kind: 'line', line });
    return line;
  }

  #change(id: string, changes: { [K in keyof Recording]?: Recording[K] | undefined }): Recording {
    const recording = Object.assign(this.find(id), changes);
    this.#changed();
    return recording;
  }

  #correct(recordingId: string, correcting: TestCaptions['correcting']): Record<string, never> {
    this.correcting = correcting;
    this.tell(recordingId, this.#state(this.find(recordingId)));
    return {};
  }

  #state(recording: Recording): CaptionsEvent {
    return { kind: 'state', recording: { ...recording }, behindMs: this.behindMs, correcting: this.correcting, notice: null };
  }

  #setStatus(changes: Partial<CaptionsStatus>): Record<string, never> {
    this.status = { ...this.status, ...changes };
    this.#changed();
    return {};
  }
}
