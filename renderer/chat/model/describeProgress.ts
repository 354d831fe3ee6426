import type { ModelStatus } from '../../../app/models/ModelStatus.ts';
import { formatBytes } from '../../components/formatBytes.ts';
import { formatSeconds } from '../../components/formatSeconds.ts';

/**
 * How far the model is on its way, in words, and as a share from 0 to 1 (null when nobody knows).
 *
 * @param seconds since the present phase began
 */
export function describeProgress(status: ModelStatus, seconds: number): { words: string; share: number | null } {
  const { phase, progress } = status;
  const share = progress?.total ? progress.done / progress.total : null;
  const percent = share === null ? '' : `${Math.floor(share * 100)} %`;
  switch (phase) {
    case 'downloading':
      return { words: downloadWords(progress), share };
    case 'verifying':
      return { words: percent === '' ? 'Checking the file' : `Checking the file · ${percent}`, share };
    case 'importing':
      return { words: join('Preparing it for this computer', percent, `${seconds} s`), share };
    case 'loading':
      return { words: join('Loading', `${seconds} s`), share: null };
    case 'restarting':
      return { words: join('Starting the engine again', `${seconds} s`), share: null };
    case 'absent':
    case 'failed':
    case 'ready':
      return { words: '', share: null };
  }
}

function downloadWords(progress: ModelStatus['progress']): string {
  if (!progress) return 'Looking for a source';
  const { done, total, bytesPerSecond } = progress;
  const left = total !== null && bytesPerSecond ? (total - done) / bytesPerSecond : null;
  return join(
    total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`,
    bytesPerSecond === null ? '' : `${formatBytes(bytesPerSecond)}/s`,
    left === null || left < 1 ? '' : `${formatSeconds(left)} left`,
  );
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
