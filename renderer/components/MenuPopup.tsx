import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import './MenuPopup.css';

/** The floating part of a menu. */
export function MenuPopup({ children, align = 'end' }: { children: ReactNode; align?: 'start' | 'end' }) {
  return (
    <Menu.Portal>
      <Menu.Positioner className="menu-positioner" align={align} sideOffset={4} collisionPadding={8}>
        <Menu.Popup className="menu-popup">{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}
