import type { PrepareStatus } from '../../../app/models/PrepareStatus.ts';
import { formatBytes } from '../../components/formatBytes.ts';
import { formatSeconds } from '../../components/formatSeconds.ts';

/**
 * How it stands with what is needed (`needed` begins a sentence: “What captions need”): in words, as a share from 0 to 1
 * (null: unknown), and with figures.
 */
export function describePrepare(
  { phase, progress }: PrepareStatus,
  needed: string,
): { words: string; share: number | null; detail: string } {
  const share = progress && progress.totalBytes > 0 ? progress.doneBytes / progress.totalBytes : null;
  switch (phase) {
    case 'absent':
      return { words: `${needed} is fetched once, then everything works offline`, share: null, detail: '' };
    case 'downloading':
      // What is checked has no share: only the download is counted.
      if (progress?.step === 'checking') return { words: 'Checking and unpacking what was fetched', share: null, detail: figures(progress) };
      return { words: 'Fetching', share, detail: figures(progress) };
    case 'importing':
      return { words: 'Preparing them for this computer', share, detail: share === null ? '' : `${Math.floor(share * 100)} %` };
    case 'starting':
      return { words: 'Starting', share: null, detail: '' };
    case 'failed':
      return { words: `${needed} could not be prepared. Try again.`, share: null, detail: '' };
    case 'ready':
      return { words: 'Ready', share: 1, detail: '' };
  }
}

function figures(progress: PrepareStatus['progress']): string {
  if (!progress || (progress.step === 'looking' && progress.doneBytes === 0)) return 'Looking for a source';
  const { doneBytes, totalBytes, bytesPerSecond } = progress;
  const left = bytesPerSecond > 0 ? (totalBytes - doneBytes) / bytesPerSecond : 0;
  const parts = [
    totalBytes > 0 ? `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}` : formatBytes(doneBytes),
    bytesPerSecond > 0 ? `${formatBytes(bytesPerSecond)}/s` : '',
    left >= 1 ? `${formatSeconds(left)} left` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
