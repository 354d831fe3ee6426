import type { IpcMainEvent } from 'electron/main';
import { APP_ORIGIN, isOwnUrl } from './ownPage.ts';

/** As much of an IPC event as tells who sent it. */
export interface Sender {
  readonly sender: Pick<IpcMainEvent['sender'], 'id'>;
  readonly senderFrame: Pick<NonNullable<IpcMainEvent['senderFrame']>, 'parent' | 'origin' | 'url' | 'detached'> | null;
}

/** Whether a message comes from our own page, in the main frame of a window that we opened. */
export function isTrustedSender({ sender, senderFrame }: Sender, windowIds: ReadonlySet<number>): boolean {
  if (senderFrame === null || senderFrame.detached || senderFrame.parent !== null) return false;
  return windowIds.has(sender.id) && senderFrame.origin === APP_ORIGIN && isOwnUrl(senderFrame.url);
}
