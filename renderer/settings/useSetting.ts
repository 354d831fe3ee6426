import { useStore } from 'zustand';
import { Settings, type SettingsPatch } from '../../app/settings/Settings.ts';
import { useApp } from '../useApp.ts';

const DEFAULTS = Settings.parse({});

/** Everything a row needs of one setting. */
export function useSetting<K extends keyof SettingsPatch>(
  key: K,
): {
  value: Settings[K];
  changed: boolean;
  set: (value: Settings[K]) => void;
  reset: () => void;
} {
  const app = useApp();
  const value = useStore(app.settings, ({ settings }) => (settings ?? DEFAULTS)[key]);
  const set = (next: Settings[K]): void => {
    void app
      .saveSettings({ [key]: next })
      .then((problem) => (problem === null ? undefined : app.ui.set({ settingsProblem: problem })));
  };
  return {
    value,
    changed: JSON.stringify(value) !== JSON.stringify(DEFAULTS[key]),
    set,
    reset: () => set(DEFAULTS[key]),
  };
}
