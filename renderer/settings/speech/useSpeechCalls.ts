import { AppError } from '../../../app/contract/AppError.ts';
import type { Services } from '../../connection/Services.ts';
import { useApp } from '../../useApp.ts';

/** Asks the host to do something with a speech model; what is wrong is told at the top of the settings. Resolves to whether it was done. */
export function useSpeechCalls(): (call: (models: Services['speechModels']) => Promise<unknown>) => Promise<boolean> {
  const { connection, ui } = useApp();
  return async (call) => {
    try {
      await call(connection.services().speechModels);
      ui.set({ settingsProblem: null });
      return true;
    } catch (error) {
      ui.set({ settingsProblem: AppError.toValue(error).message });
      return false;
    }
  };
}
