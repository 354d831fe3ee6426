import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState, type ReactNode } from 'react';
import { OverPage } from '../OverPage.ts';
import './OverDrawer.css';

/**
 * A drawer over the page, from the side at which its column would stand. It takes the focus itself, so that
 * no control's tooltip stands in the way of Escape; closed by that or a click beside it, it gives the focus back.
 */
export function OverDrawer(props: { open: boolean; onClose: () => void; title: string; side: 'start' | 'end'; children: ReactNode }) {
  const [popup, setPopup] = useState<HTMLElement | null>(null);
  const box = useRef<HTMLElement | null>(null);
  const take = (element: HTMLElement | null): void => {
    box.current = element;
    setPopup(element);
  };
  return (
    <Dialog.Root open={props.open} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="modal-scrim" />
        <Dialog.Popup ref={take} className={`over-drawer ${props.side}`} initialFocus={() => box.current}>
          <Dialog.Title className="visually-hidden">{props.title}</Dialog.Title>
          <OverPage value={popup}>{props.children}</OverPage>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
