import { AppError } from '../../../app/contract/AppError.ts';
import type { ModelStatus } from '../../../app/models/ModelStatus.ts';
import type { ModelEvent } from './ModelEvent.ts';

const MAX_NOTES = 32;

type Kind = ModelEvent['kind'];
type Event<K extends Kind> = Extract<ModelEvent, { kind: K }>;
/** A status without what belongs to one phase only. */
type Bare = Omit<ModelStatus, 'phase'>;

const transitions: { readonly [K in Kind]: (status: ModelStatus, event: Event<K>, bare: Bare) => ModelStatus } = {
  begin: (_, { model }, bare) => ({ ...bare, model, notes: [], phase: 'absent' }),
  source: (_, { words }, bare) => ({ ...bare, phase: 'downloading', source: words }),
  'passed-over': (status, { sentence }) => ({ ...status, notes: [...status.notes, sentence].slice(-MAX_NOTES) }),
  download(status, { progress: { phase, ...progress } }, bare) {
    return { ...bare, phase, source: status.source, progress };
  },
  import: (_, { fraction }, bare) => ({
    ...bare,
    phase: 'importing',
    progress: { done: fraction, total: 1, bytesPerSecond: null },
  }),
  // A restart stays one until it succeeds or fails.
  load: (status, _, bare) => (status.phase === 'restarting' ? status : { ...bare, phase: 'loading' }),
  ready: (_, { engine: { sampling: __, ...engine } }, bare) => ({ ...bare, phase: 'ready', engine }),
  measured: (status, { residentBytes }) => (status.engine ? { ...status, engine: { ...status.engine, residentBytes } } : status),
  restart: (_, { error }, bare) => ({ ...bare, phase: 'restarting', error: AppError.toValue(error) }),
  fail: (_, { error }, bare) => ({ ...bare, phase: 'failed', error: AppError.toValue(error) }),
  cancel: (_, __, bare) => ({ ...bare, phase: 'absent' }),
};

/** The status after `event`. A pure function: what the window shows is decided here and nowhere else. */
export function nextModelStatus<K extends Kind>(status: ModelStatus, event: Event<K> & { kind: K }): ModelStatus {
  // What was passed over stays readable until the model is wanted anew; all else belongs to one phase.
  const bare = { model: status.model, notes: status.notes, source: null, progress: null, error: null, engine: null };
  return transitions[event.kind](status, event, bare);
}
