import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

/** One entry of a menu, with its icon and its shortcut. */
export function MenuItem(props: {
  icon?: ReactNode;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Menu.Item
      className={`menu-item ${props.danger ? 'danger' : ''}`}
      disabled={props.disabled ?? false}
      onClick={props.onSelect}
    >
      {props.icon}
      <span>{props.children}</span>
      {props.shortcut ? <kbd>{props.shortcut}</kbd> : null}
    </Menu.Item>
  );
}
