import type { WebContents } from 'electron/main';
import { isOwnUrl } from './ownPage.ts';

/**
 * Keeps contents where they are: they may load our own page in their main frame, open no window and hold no webview.
 * A link is opened outside only by the host service, after the person agreed.
 */
export function guardContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function stay(details: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }): void {
  if (!details.isMainFrame || !isOwnUrl(details.url)) details.preventDefault();
}
