import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Recording } from '../../../app/captions/Recording.ts';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { captionsService, type CaptionsEvent } from '../../../app/contract/services/captions.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { openTestStore, type TestStore } from '../../store/testing/openTestStore.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import type { Finishing } from '../finishing/Finishing.ts';
import { noFinishing } from '../finishing/noFinishing.test-helper.ts';
import type { CaptionsContext } from './CaptionsContext.ts';
import type { SecondHearing } from './createSecondHearing.ts';
import { type Captions, createCaptionsService } from './createCaptionsService.ts';
import { noTranslator } from './translation/noTranslator.test-helper.ts';
import type { Translator } from './translation/Translator.ts';
import { recordedSounds } from './recordedSounds.ts';
import { type ScriptedModels, scriptedModels } from './scriptedModels.test-helper.ts';

export interface TestCaptions {
  readonly models: ScriptedModels;
  readonly store: TestStore;
  readonly service: Captions;
  readonly client: Client<typeof captionsService>;
  /** folder of the kept sound */
  readonly folder: string;
  readonly erased: string[];
  /** Starts a recording. */
  record(more?: Partial<Parameters<Client<typeof captionsService>['start']>[0]>): Promise<Recording>;
  /** Gives it sound at its end, or after a gap of some samples. */
  say(recordingId: string, samples: Uint8Array, gap?: number): Promise<{ behindMs: number }>;
  /** All events of a recording, as they come. */
  watch(recordingId: string): CaptionsEvent[];
}

/** Captions over a channel in memory, with a real store and scripted processes. */
export function testCaptions(options: { limits?: CaptionsContext['limits']; store?: TestStore; home?: string; finishing?: Finishing; second?: SecondHearing; translator?: Translator; masked?: boolean } = {}): TestCaptions {
  const models = scriptedModels();
  const store = options.store ?? openTestStore();
  const folder = join(options.home ?? temporaryFolder(), 'recordings');
  const erased: string[] = [];
  const service = createCaptionsService({
    store: store.store,
    models,
    sounds: recordedSounds(folder),
    finishing: options.finishing ?? noFinishing,
    ...(options.second && { second: options.second }),
    language: () => null,
    masked: () => options.masked ?? false,
    said: () => undefined,
    erased: async (seenIn) => void erased.push(...seenIn),
    overlayUrl: async () => null,
    ...noTranslator,
    ...(options.translator && { translator: options.translator }),
    ...(options.limits && { limits: options.limits }),
  });
  onTestFinished(() => service.close());
  const [near, far] = memoryChannelPair();
  serveService(far, captionsService, service.handlers);
  const client = connectService(near, captionsService);
  onTestFinished(() => near.close());
  const ends = new Map<string, number>();
  return {
    models,
    store,
    service,
    client,
    folder,
    erased,
    record: (more) => client.start({ source: 'microphone', title: 'Test', keepSound: false, remembered: false, ...more }),
    say(recordingId, samples, gap = 0) {
      const at = (ends.get(recordingId) ?? 0) + gap;
      ends.set(recordingId, at + samples.length / 2);
      return client.feed({ recordingId, at, samples: Buffer.from(samples).toString('base64') });
    },
    watch(recordingId) {
      const events: CaptionsEvent[] = [];
      const read = async (): Promise<void> => {
        for await (const event of client.watch({ recordingId })) events.push(event);
      };
      void read().catch(() => undefined);
      return events;
    },
  };
}

/** The texts of the lines among events. */
export const linesOf = (events: readonly CaptionsEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'line' ? [event.line.text] : []));
/** The notices among events. */
export const noticesOf = (events: readonly CaptionsEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'state' && event.notice !== null ? [event.notice] : []));
