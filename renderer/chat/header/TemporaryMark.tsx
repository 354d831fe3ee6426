import { MessageCircleDashed } from 'lucide-react';
import '../../components/Chip.css';
import './TemporaryMark.css';

/** Marks a conversation that is never written to disk. The whole sentence stands above the place to write. */
export function TemporaryMark() {
  return (
    <span className="chip plain temporary-mark">
      <MessageCircleDashed className="icon-s" aria-hidden="true" />
      Temporary
    </span>
  );
}
