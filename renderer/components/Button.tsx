import type { ComponentProps } from 'react';
import './Button.css';

/** A button with words. `primary` is the one thing to do here, `quiet` has no frame, `danger` destroys. */
export function Button({
  kind = 'plain',
  small = false,
  className = '',
  ...rest
}: ComponentProps<'button'> & { kind?: 'primary' | 'plain' | 'quiet' | 'danger'; small?: boolean }) {
  return <button type="button" className={`button ${kind} ${small ? 'small' : ''} ${className}`} {...rest} />;
}
