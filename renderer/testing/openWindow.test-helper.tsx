import { cleanup, configure, render, screen } from '@testing-library/react';
import { onTestFinished } from 'vitest';
import { App } from '../App.tsx';
import { createAppState, type AppState } from '../AppState.ts';
import { createConnection } from '../connection/createConnection.ts';
import type { VoiceModeSound } from '../voice/talk/createVoiceMode.ts';
import { TestHost } from './TestHost.test-helper.ts';

// A failed look-up prints its sentence, not the whole page.
configure({ getElementError: (message) => new Error(message ?? 'Not found') });

/** jsdom draws nothing: sizes, observers and media queries that the window asks for are answered as in one of this width. */
function likeABrowser(width: number): void {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 900 },
    offsetHeight: { configurable: true, get: () => 60 },
    offsetWidth: { configurable: true, get: () => 900 },
  });
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.getAnimations = () => [];
  globalThis.ResizeObserver = class {
    observe = () => undefined;
    unobserve = () => undefined;
    disconnect = () => undefined;
  };
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { matches: fits(media, width), media, onchange: null, addListener() {}, removeListener() {} }) as MediaQueryList;
}

/** The whole window in jsdom, `width` pixels wide, on a host in memory. It is closed when the test ends. */
export async function openWindow(host = new TestHost(), sound?: VoiceModeSound, width = 1_280): Promise<{ host: TestHost; state: AppState }> {
  likeABrowser(width);
  localStorage.clear();
  sessionStorage.clear();
  const state = createAppState(createConnection(() => host.connect()), sound);
  onTestFinished(() => {
    cleanup();
    state.close();
  });
  render(<App state={state} />);
  await screen.findByText('Test model', { selector: '.model-chip-name' });
  return { host, state };
}

/** Widths are compared with the window's; nothing else is asked for that holds. */
function fits(media: string, width: number): boolean {
  const [, side, bound] = /\((min|max)-width: (\d+)px\)/.exec(media) ?? [];
  return side === 'min' ? Number(bound) <= width : side === 'max' && Number(bound) >= width;
}
