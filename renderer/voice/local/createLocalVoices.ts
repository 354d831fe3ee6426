import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LocalVoice } from './LocalVoice.ts';
import { speakLocally, type LocalSpeech } from './speakLocally.ts';

/** The voices that the system itself has: nothing of what they say leaves the computer. */
export interface LocalVoices {
  /** empty where there are none, and until the system has told them */
  readonly store: StoreApi<{ readonly voices: readonly LocalVoice[] }>;
  /** Says a text with one of them; null when it is not there. `speed`: 1 is its own. */
  speak(id: string, text: string, speed: number): LocalSpeech | null;
  close(): void;
}

/** @param synthesis where the browser has voices; Chromium on Linux usually has none, and jsdom has no such thing at all */
export function createLocalVoices(synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis): LocalVoices {
  const found = (): SpeechSynthesisVoice[] => (synthesis?.getVoices() ?? []).filter(({ localService }) => localService);
  const list = () => ({ voices: found().map(({ voiceURI, name, lang }) => ({ id: voiceURI, name, language: lang })) });
  const store = createStore<{ voices: readonly LocalVoice[] }>(list);
  const look = (): void => store.setState(list());
  // They come some time after the page.
  synthesis?.addEventListener('voiceschanged', look);
  return {
    store,
    speak(id, text, speed) {
      const voice = found().find(({ voiceURI }) => voiceURI === id);
      return synthesis && voice ? speakLocally(synthesis, voice, text, speed) : null;
    },
    close: () => synthesis?.removeEventListener('voiceschanged', look),
  };
}
