import type { ModelStatus } from '../../../app/models/ModelStatus.ts';

/** What the model is doing, as one sentence for the person. */
export function describeModel({ phase, model, error }: ModelStatus): string {
  switch (phase) {
    case 'absent':
      return `${model.name} is not on this computer yet.`;
    case 'downloading':
      return `${model.name} is being fetched.`;
    case 'verifying':
      return `${model.name} is being checked.`;
    case 'importing':
      return `${model.name} is being prepared for this computer.`;
    case 'loading':
      return `${model.name} is being loaded.`;
    case 'restarting':
      return 'The engine stopped and is being started again. Nothing you wrote is lost.';
    case 'failed':
      return error?.message ?? `${model.name} could not be started.`;
    case 'ready':
      return `${model.name} is ready.`;
  }
}
