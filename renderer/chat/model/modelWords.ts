import type { ModelStatus } from '../../../app/models/ModelStatus.ts';

/** The state of the model in a word or two. */
export const MODEL_WORDS: Readonly<Record<ModelStatus['phase'], string>> = {
  absent: 'not here yet',
  downloading: 'downloading',
  verifying: 'checking',
  importing: 'preparing',
  loading: 'loading',
  ready: 'ready',
  restarting: 'restarting',
  failed: 'failed',
};
