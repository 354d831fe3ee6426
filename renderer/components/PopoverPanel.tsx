import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import './PopoverPanel.css';

/** The floating part of a popover, named by its heading. */
export function PopoverPanel(props: { title: string; side?: 'top' | 'bottom'; align?: 'start' | 'center' | 'end'; children: ReactNode }) {
  return (
    <Popover.Portal>
      <Popover.Positioner
        className="popover-positioner"
        side={props.side ?? 'bottom'}
        align={props.align ?? 'end'}
        sideOffset={8}
        collisionPadding={12}
      >
        <Popover.Popup className="popover">
          <Popover.Title className="popover-title">{props.title}</Popover.Title>
          {props.children}
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  );
}
