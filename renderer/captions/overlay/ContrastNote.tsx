import { Check, TriangleAlert } from 'lucide-react';
import { checkContrast } from '../../../app/captions/overlay/checkContrast.ts';
import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';

/** Whether a look can be read, in words. */
export function ContrastNote({ style }: { style: OverlayStyle }) {
  const { good, words } = checkContrast(style);
  const Icon = good ? Check : TriangleAlert;
  return (
    <p className={`contrast-note ${good ? 'good' : 'poor'}`} role="status">
      <Icon className="icon-s" aria-hidden="true" />
      {words}
    </p>
  );
}
