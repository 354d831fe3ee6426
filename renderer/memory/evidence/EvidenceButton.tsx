import { Popover } from '@base-ui/react/popover';
import { Eye } from 'lucide-react';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import './EvidenceButton.css';
import { EvidenceView } from './EvidenceView.tsx';

/** Shows what stood before the model when it wrote this answer. */
export function EvidenceButton({ turn }: { turn: Turn }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="turn-action turn-saw">
        <Eye className="turn-saw-icon" strokeWidth={1.6} aria-hidden="true" />
        <span className="turn-saw-words">What the model saw</span>
      </Popover.Trigger>
      <PopoverPanel title="What the model saw for this answer" side="top" align="start">
        <EvidenceView turn={turn} />
      </PopoverPanel>
    </Popover.Root>
  );
}
