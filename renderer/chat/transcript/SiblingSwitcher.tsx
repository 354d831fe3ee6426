import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';

/** `‹ 2/3 ›`: the versions of a turn, made by editing or regenerating it. Nothing when there is only one. */
export function SiblingSwitcher({ siblings }: { siblings: Turn['siblings'] }) {
  const { actions } = useApp();
  if (siblings.count < 2) return null;
  const { index, count, previousId, nextId } = siblings;
  const select = (id: string | null) => () => void (id === null ? undefined : actions.select(id));
  return (
    <span className="sibling-switcher" role="group" aria-label={`Version ${index + 1} of ${count}`}>
      <IconButton label="Previous version" size={24} disabled={previousId === null} onClick={select(previousId)}>
        <ChevronLeft className="icon-s" />
      </IconButton>
      <span>
        {index + 1}/{count}
      </span>
      <IconButton label="Next version" size={24} disabled={nextId === null} onClick={select(nextId)}>
        <ChevronRight className="icon-s" />
      </IconButton>
    </span>
  );
}
