import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import './Tip.css';

/** Shows `text` (and a shortcut) beside a control on hover and on focus. The control has its own accessible name, so this is for the eyes only. */
export function Tip(props: {
  text: ReactNode;
  shortcut?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactElement<Record<string, unknown>>;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={props.children} />
      <Tooltip.Portal>
        <Tooltip.Positioner className="tip-positioner" side={props.side ?? 'top'} sideOffset={6}>
          <Tooltip.Popup className="tip" aria-hidden="true">
            {props.text}
            {props.shortcut ? <kbd>{props.shortcut}</kbd> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
