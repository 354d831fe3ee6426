import { AppError } from '../../../app/contract/AppError.ts';
import type { captionsService } from '../../../app/contract/services/captions.ts';
import type { Client } from '../../../app/contract/Service.ts';

const FEATURES = 'popup,width=960,height=200';

/** Opens the overlay's page in a small window of the browser, or brings the one that is open forward. */
export async function openOverlayTab(captions: Pick<Client<typeof captionsService>, 'overlay'>): Promise<void> {
  const { url } = await captions.overlay({});
  if (url === null) throw new AppError('unsupported', 'There is no overlay page here.');
  const opened = window.open(url, 'headwater-captions', FEATURES);
  if (opened === null) throw new AppError('no-permission', `The browser did not let the overlay open. Allow windows for this page, or open this address yourself: ${url}`);
}
