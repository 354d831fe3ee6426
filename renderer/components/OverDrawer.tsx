import { Dialog } from '@base-ui/react/dialog';
import { useState, type ReactNode } from 'react';
import { OverPage } from '../OverPage.ts';
import './OverDrawer.css';

/** A drawer over the page, from the side at which its column would stand. Closed by Escape or beside it; the focus comes back. */
export function OverDrawer(props: { open: boolean; onClose: () => void; title: string; side: 'start' | 'end'; children: ReactNode }) {
  const [popup, setPopup] = useState<HTMLElement | null>(null);
  return (
    <Dialog.Root open={props.open} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="modal-scrim" />
        <Dialog.Popup ref={setPopup} className={`over-drawer ${props.side}`}>
          <Dialog.Title className="visually-hidden">{props.title}</Dialog.Title>
          <OverPage value={popup}>{props.children}</OverPage>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
