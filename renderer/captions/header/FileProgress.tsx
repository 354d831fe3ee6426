import { useStore } from 'zustand';
import { formatLength } from '../formatLength.ts';
import { useApp } from '../../useApp.ts';
import { timeLeft } from './timeLeft.ts';

/** How far a file is read, and how long the rest will take. */
export function FileProgress() {
  const { capture } = useApp();
  const { seconds, totalSeconds, startedAt } = useStore(capture.store);
  if (totalSeconds === null || totalSeconds <= 0) return null;
  // The clock is looked at whenever more was read.
  // oxlint-disable-next-line react/purity
  const left = timeLeft(seconds, totalSeconds, (performance.now() - startedAt) / 1_000);
  const share = Math.min(100, Math.floor((100 * seconds) / totalSeconds));
  return (
    <span className="chip">
      {share} %{left === null || left < 1 ? null : ` · about ${formatLength(left * 1_000)} left`}
    </span>
  );
}
