import type { hearingService } from '../../../app/contract/services/hearing.ts';
import type { Client } from '../../../app/contract/Service.ts';

/** Tells whether hearing is at work, at every change; that it is not, when its process ends. */
export async function followBusy(
  hearing: Pick<Client<typeof hearingService>, 'busy'>,
  onBusy: (busy: boolean) => void,
): Promise<void> {
  try {
    for await (const { busy } of hearing.busy({})) onBusy(busy);
  } catch {
    // Its process is gone; whoever supervises it knows.
  } finally {
    onBusy(false);
  }
}
