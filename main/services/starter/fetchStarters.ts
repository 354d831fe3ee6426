import { join } from 'node:path';
import type { DownloadProgress } from '../../store/download/DownloadProgress.ts';
import { fetchFolder } from '../../store/download/fetchFolder.ts';
import type { FoundStarter } from './findStarter.ts';
import { inTurn } from './inTurn.ts';
import type { StarterModel } from './StarterModel.ts';
import type { StarterProgress } from './StarterSet.ts';

export interface FetchRequest {
  readonly home: string;
  readonly models: readonly (StarterModel & { readonly found: FoundStarter })[];
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** hears of all that is missing together; never goes back */
  readonly onProgress: (progress: StarterProgress) => void;
  /** hears the id of each model that is there now */
  readonly onPresent: (id: string) => void;
}

/**
 * Fetches those of the models that are not there yet, one after the other.
 *
 * @returns the folder of each, in their order: the imported one where there is one. Rejects like `fetchFolder`.
 */
export async function fetchStarters({ home, models, environment, signal, onProgress, onPresent }: FetchRequest): Promise<string[]> {
  const folder = join(home, 'downloads');
  const missing = models.filter(({ found }) => !found.present);
  const totalBytes = missing.reduce((sum, { model }) => sum + model.info.downloadBytes, 0);
  let before = 0;
  const folders: string[] = [];
  for (const { model, found } of models) {
    if (found.ready !== null) {
      folders.push(found.ready);
      continue;
    }
    let furthest = 0;
    const tell = (share: number, bytesPerSecond: number, step?: 'looking' | 'checking'): void => {
      // A package is longer than what is wanted of it, and taking that out begins at nothing again.
      furthest = Math.max(furthest, Math.min(1, share));
      const doneBytes = Math.round(before + furthest * model.info.downloadBytes);
      if (!found.present && !signal.aborted) onProgress({ doneBytes, totalBytes, bytesPerSecond, ...(step && { step }) });
    };
    tell(0, 0, 'looking');
    const fetched = await inTurn(join(folder, model.info.id), signal, () =>
      fetchFolder({
        model,
        given: found.given,
        folder,
        environment,
        signal,
        onSource: () => undefined,
        // The reason of the last one is the error.
        onPassedOver: () => undefined,
        onProgress({ phase, done, total, bytesPerSecond }: DownloadProgress) {
          if (phase === 'verifying') tell(1, 0, 'checking');
          else if (done === 0 && furthest === 0) tell(0, 0, 'looking');
          else tell(done / Math.max(1, total), bytesPerSecond ?? 0);
        },
      }),
    );
    folders.push(fetched);
    if (!found.present) before += model.info.downloadBytes;
    onPresent(model.info.id);
  }
  return folders;
}
