import { AppError } from '../../app/contract/AppError.ts';
import type { hostService } from '../../app/contract/services/host.ts';
import type { Handlers } from '../../app/contract/Service.ts';

export interface HostFacts {
  readonly kind: 'web' | 'desktop';
  readonly version: string;
  readonly home: string;
  /** what the person must be told by now, a sentence each */
  readonly notices: () => readonly string[];
  /** Opens a page in the person's browser; null where the window does that itself (web host). */
  readonly openExternal: ((url: string) => Promise<void>) | null;
}

export function createHostService(facts: HostFacts): Handlers<typeof hostService> {
  const { kind, version, home, notices } = facts;
  return {
    info: () => ({ kind, version, home, notices: [...notices()], platform: process.platform }),
    async openExternal({ url }) {
      // Parsed, never matched by its beginning: `https:` is the scheme or it is not.
      const { protocol } = new URL(url);
      if (protocol !== 'https:' && protocol !== 'http:') {
        throw new AppError('bad-request', 'Only web pages (http and https) are opened outside. Nothing was opened.');
      }
      if (!facts.openExternal) return { opened: false };
      await facts.openExternal(url);
      return { opened: true };
    },
  };
}
