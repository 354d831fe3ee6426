import { Settings, SettingsPatch } from '../../settings/Settings.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

export const settingsService = defineService({
  name: 'settings',
  calls: {
    set: { params: SettingsPatch, result: Settings },
  },
  streams: {
    /** The present settings first, then after every change. */
    watch: { params: z.object({}), item: Settings },
  },
});
