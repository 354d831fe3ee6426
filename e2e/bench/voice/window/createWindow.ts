import { base64OfBytes } from '../../../../app/captions/base64OfBytes.ts';
import { bytesOfBase64 } from '../../../../app/captions/bytesOfBase64.ts';
import type { Client } from '../../../../app/contract/Service.ts';
import type { voiceService } from '../../../../app/contract/services/voice.ts';
import type { TalkItem } from '../../../../app/voice/TalkItem.ts';
import { resampled } from '../../speech/resampled.ts';
import { createPlayedClock } from './createPlayedClock.ts';
import type { Loudspeaker } from './Loudspeaker.ts';
import { OUTPUT_LATENCY_MS } from './Microphone.ts';
import type { WindowEvent } from './SceneRecord.ts';

/** A window that talks: what the real one does with what the host tells it. Times are milliseconds of the scene. */
export interface SimulatedWindow {
  readonly events: WindowEvent[];
  readonly phase: string;
  /** when the last sound was queued */
  readonly queuedAt: number;
  /** Takes one item of the stream. */
  take(item: TalkItem): void;
  /** Hands over a piece of the microphone's sound; one call at a time, what piles up goes together. */
  feed(samples: Int16Array): void;
  /** Resolves when all that was fed was taken. */
  drained(): Promise<void>;
  /** Tells what was heard, when it is time to. */
  tellPlayed(): void;
  /** Falls silent, and tells where that was. */
  leave(): void;
}

export function createWindow(
  client: Pick<Client<typeof voiceService>, 'feed' | 'played'>,
  sessionId: string,
  loudspeaker: Loudspeaker,
  now: () => number,
): SimulatedWindow {
  const events: WindowEvent[] = [];
  const playedClock = createPlayedClock(loudspeaker);
  let phase = 'starting';
  let queuedAt = 0;
  let waiting: Int16Array[] = [];
  let at = 0;
  let feeding: Promise<void> | null = null;
  /** runs of which was told that they are heard */
  const audible = new Set<number>();

  const send = async (): Promise<void> => {
    while (waiting.length > 0) {
      const samples = Int16Array.from(waiting.flatMap((piece) => [...piece]));
      waiting = [];
      const from = at;
      at += samples.length;
      await client.feed({ sessionId, at: from, samples: base64OfBytes(new Uint8Array(samples.buffer)) });
    }
    feeding = null;
  };
  const fallSilent = (time: number): number | null => {
    const run = loudspeaker.playing;
    const silent = loudspeaker.silence(time);
    if (run !== null) void client.played({ sessionId, run, seconds: loudspeaker.heardSeconds(run), ended: silent === null, stopped: true });
    return silent;
  };
  return {
    events,
    get phase() {
      return phase;
    },
    get queuedAt() {
      return queuedAt;
    },
    take(item) {
      const time = now();
      switch (item.kind) {
        case 'opened':
        // A notice tells of it, too, and a message that never came is counted as missing.
        case 'unsent':
          return;
        case 'state':
          if (item.phase !== phase) events.push({ at: time, kind: 'phase', phase: item.phase });
          phase = item.phase;
          if (item.notice !== null) events.push({ at: time, kind: 'notice', notice: item.notice });
          return;
        case 'turn':
          events.push({ at: time, kind: 'turn', turnId: item.turnId });
          return;
        case 'sound': {
          queuedAt = time;
          const bytes = bytesOfBase64(item.samples);
          const samples = resampled(new Int16Array(bytes.slice().buffer), item.sampleRate);
          loudspeaker.queue(item.run, { from: item.from, to: item.to, samples });
          return;
        }
        case 'play':
          loudspeaker.play(item.run, time);
          events.push({ at: time, kind: 'play', run: item.run });
          return;
        case 'duck':
        case 'unduck':
          loudspeaker.duck(item.kind === 'duck', time);
          events.push({ at: time, kind: item.kind });
          return;
        case 'silence': {
          const silent = fallSilent(time);
          events.push({ at: time, kind: 'silence', silentAt: silent === null ? null : silent + OUTPUT_LATENCY_MS });
        }
      }
    },
    feed(samples) {
      waiting.push(samples);
      feeding ??= send();
    },
    drained: async () => void (await feeding),
    leave: () => void fallSilent(now()),
    tellPlayed() {
      const run = loudspeaker.playing;
      const since = loudspeaker.audibleSince;
      if (run !== null && since !== null && !audible.has(run)) {
        audible.add(run);
        events.push({ at: since + OUTPUT_LATENCY_MS, kind: 'audible', run });
      }
      const report = playedClock(now());
      if (!report) return;
      if (report.ended) events.push({ at: now(), kind: 'ended', run: report.run });
      void client.played({ sessionId, ...report, stopped: false });
    },
  };
}
