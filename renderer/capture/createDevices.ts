import { createStore, type StoreApi } from 'zustand/vanilla';

/** A microphone that can be chosen. Its label is empty until the person has once allowed one. */
export interface SoundDevice {
  readonly id: string;
  readonly label: string;
}

/** The microphones of this computer, followed as they come and go. */
export interface Devices {
  /** null until they have been looked for */
  readonly store: StoreApi<{ readonly list: readonly SoundDevice[] | null; readonly chosenId: string | null }>;
  choose(id: string | null): void;
  /** Looks again: labels are told only after a permission. */
  refresh(): Promise<void>;
  close(): void;
}

const KEY = 'headwater.microphone';

/** @param media undefined where the window may not ask for devices (an address that is not secure) */
export function createDevices(
  media: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'> | undefined = globalThis.navigator?.mediaDevices,
): Devices {
  const store = createStore<{ list: readonly SoundDevice[] | null; chosenId: string | null }>(() => ({
    list: null,
    chosenId: localStorage.getItem(KEY),
  }));
  const refresh = async (): Promise<void> => {
    const all = (await media?.enumerateDevices().catch(() => [])) ?? [];
    // The browser lists the default one a second time, under the name of that choice.
    const list = all
      .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '' && deviceId !== 'default' && deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
    store.setState({ list });
  };
  const onChange = (): void => void refresh();
  media?.addEventListener('devicechange', onChange);
  void refresh();
  return {
    store,
    choose(id) {
      if (id === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, id);
      store.setState({ chosenId: id });
    },
    refresh,
    close: () => media?.removeEventListener('devicechange', onChange),
  };
}
