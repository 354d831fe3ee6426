import type { ComponentProps, ReactNode } from 'react';
import './IconButton.css';
import { Tip } from './Tip.tsx';

/** A button that is only an icon: its name is its label for screen readers and its tooltip for everybody else. */
export function IconButton({
  label,
  shortcut,
  side,
  size = 32,
  className = '',
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & {
  label: string;
  shortcut?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  size?: 24 | 28 | 32 | 44;
  children: ReactNode;
}) {
  return (
    <Tip text={label} {...(shortcut ? { shortcut } : {})} {...(side ? { side } : {})}>
      <button type="button" aria-label={label} className={`icon-button size-${size} ${className}`} {...rest}>
        {children}
      </button>
    </Tip>
  );
}
