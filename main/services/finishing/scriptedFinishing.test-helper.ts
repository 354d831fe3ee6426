import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { finishingService } from '../../../app/contract/services/finishing.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import type { Finishing } from './Finishing.ts';

/** A finishing process in this one, which has what its handlers have. */
export function scriptedFinishing(handlers: Partial<Handlers<typeof finishingService>>): Finishing {
  const [near, far] = memoryChannelPair();
  serveService(far, finishingService, handlers as Handlers<typeof finishingService>);
  const client = connectService(near, finishingService);
  const call = { punctuation: 'punctuate', speakers: 'voiceprint', offline: 'transcribe' } as const;
  const has = (kind: keyof typeof call): boolean => handlers[call[kind]] !== undefined;
  return {
    has: async (kind) => has(kind),
    with: async (kind) => (has(kind) ? client : null),
    problem: () => null,
    close: async () => near.close(),
  };
}
