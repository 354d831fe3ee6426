import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import './Modal.css';

/** A dialog over the window: named by its title, closed by Escape, the scrim or its cross; focus comes back. */
export function Modal(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  width?: 's' | 'm' | 'l';
  children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={props.open} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="modal-scrim" />
        <Dialog.Popup ref={popup} className={`modal modal-${props.width ?? 's'}`} initialFocus={() => firstControl(popup.current)}>
          <header className="modal-head">
            <Dialog.Title className="modal-title">{props.title}</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton label="Close" size={28}>
                  <X className="icon-s" />
                </IconButton>
              }
            />
          </header>
          {props.description ? (
            <Dialog.Description className="modal-about">{props.description}</Dialog.Description>
          ) : null}
          {props.children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What the dialog is about, rather than its cross. */
function firstControl(popup: HTMLElement | null): HTMLElement | null {
  const control = '.modal-body :is(input:checked, input, textarea, button), .modal-actions .primary';
  return popup?.querySelector<HTMLElement>(control) ?? popup;
}
