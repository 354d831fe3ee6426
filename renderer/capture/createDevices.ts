import { createStore, type StoreApi } from 'zustand/vanilla';

/** A microphone that can be chosen. Its label is empty until the person has once allowed one. */
export interface SoundDevice {
  readonly id: string;
  readonly label: string;
}

export interface DevicesState {
  /** null until they have been looked for */
  readonly list: readonly SoundDevice[] | null;
  /** there are some that are told of only once the person has allowed one */
  readonly hidden: boolean;
  /** what was chosen, though it may be unplugged: see `chosenMicrophone` */
  readonly chosenId: string | null;
}

/** The microphones of this computer, followed as they come and go. */
export interface Devices {
  readonly store: StoreApi<DevicesState>;
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
  const store = createStore<DevicesState>(() => ({
    list: null,
    hidden: false,
    chosenId: localStorage.getItem(KEY),
  }));
  const refresh = async (): Promise<void> => {
    const all = (await media?.enumerateDevices().catch(() => [])) ?? [];
    // The browser lists the default one a second time, under the name of that choice.
    const inputs = all.filter(({ kind }) => kind === 'audioinput');
    const list = inputs
      .filter(({ deviceId }) => deviceId !== '' && deviceId !== 'default' && deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
    store.setState({ list, hidden: inputs.some(({ deviceId }) => deviceId === '') });
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
