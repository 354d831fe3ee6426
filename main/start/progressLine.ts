import type { ModelStatus } from '../../app/models/ModelStatus.ts';
import { formatBytes } from '../store/download/formatBytes.ts';

const BAR_WIDTH = 24;

/** What the terminal says of the model now, in one line without a line break. */
export function progressLine({ model, phase, progress, source, error }: ModelStatus): string {
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null;
  const bar = share === null ? '' : `  ${drawBar(share)} ${`${Math.floor(share * 100)}`.padStart(3)} %`;
  if (phase === 'downloading') {
    if (!progress?.total) return `Getting ${model.name} from ${source ?? 'its source'}`;
    const speed = progress.bytesPerSecond === null ? '' : `, ${formatBytes(progress.bytesPerSecond)}/s`;
    return `Getting ${model.name}${bar}  ${formatBytes(progress.done)} of ${formatBytes(progress.total)}${speed}`;
  }
  if (phase === 'verifying') return `Checking ${model.name}${bar}`;
  if (phase === 'importing') return `Preparing ${model.name}${bar}`;
  if (phase === 'ready') return `${model.name} is ready.`;
  if (phase === 'restarting') return `${error?.message ?? 'The engine stopped.'} It is started again.`;
  if (phase === 'failed') return error?.message ?? `${model.name} could not be started.`;
  return phase === 'loading' ? `Loading ${model.name}` : `Looking for ${model.name}`;
}

function drawBar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_WIDTH - full)}]`;
}
