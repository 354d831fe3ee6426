import type { AppError } from '../../../app/contract/AppError.ts';
import type { EngineInfo } from '../../../app/contract/services/engine.ts';
import type { ModelInfo } from '../../../app/models/ModelStatus.ts';
import type { DownloadProgress } from '../../store/download/DownloadProgress.ts';

/** What happens to the chat model on its way from nothing to ready. */
export type ModelEvent =
  /** it is wanted, and looked for */
  | { readonly kind: 'begin'; readonly model: ModelInfo }
  | { readonly kind: 'source'; readonly words: string }
  | { readonly kind: 'passed-over'; readonly sentence: string }
  | { readonly kind: 'download'; readonly progress: DownloadProgress }
  | { readonly kind: 'import'; readonly fraction: number }
  | { readonly kind: 'load' }
  | { readonly kind: 'ready'; readonly engine: EngineInfo }
  /** what the engine takes of the memory by now */
  | { readonly kind: 'measured'; readonly residentBytes: number }
  /** the engine died and is started again soon */
  | { readonly kind: 'restart'; readonly error: AppError }
  | { readonly kind: 'fail'; readonly error: AppError }
  | { readonly kind: 'cancel' };
