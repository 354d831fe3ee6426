import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { useApp } from '../../useApp.ts';

/**
 * Marks where the live memory of the model begins. It stands in the gap that every message has above it, so that no word
 * moves when it comes, goes, or wanders down while an answer is written.
 */
export function MemoryDivider({ before }: { before: number }) {
  const { settings } = useApp();
  const recall = useStore(settings, (state) => state.settings?.recall ?? true);
  const left = before === 1 ? 'One earlier message left' : `${formatCount(before)} earlier messages left`;
  return (
    <p className="memory-divider">
      <span>
        {left} the live memory{recall ? (before === 1 ? ' and is recalled when it matters' : ' and are recalled when they matter') : ''}
      </span>
    </p>
  );
}
