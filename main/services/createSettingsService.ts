import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { settingsService } from '../../app/contract/services/settings.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { Settings, SettingsPatch } from '../../app/settings/Settings.ts';

/** The settings file, as the host holds it. */
export interface SettingsAccess {
  get(): Settings;
  set(patch: SettingsPatch): Promise<Settings>;
  /** Returns a function that ends the subscription. */
  onChange(listener: (settings: Settings) => void): () => void;
}

export function createSettingsService(settings: SettingsAccess): Handlers<typeof settingsService> {
  return {
    set: (patch) => settings.set(patch),
    async *watch(_params, signal) {
      const mailbox = new Mailbox<Settings>((_last, next) => next);
      const unsubscribe = settings.onChange((next) => mailbox.push(next));
      signal.addEventListener('abort', () => mailbox.end(), { once: true });
      mailbox.push(settings.get());
      try {
        yield* mailbox;
      } finally {
        unsubscribe();
      }
    },
  };
}
