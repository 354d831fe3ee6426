import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../useApp.ts';
import './MenuPopup.css';

/** The floating part of a menu. */
export function MenuPopup({ children, align = 'end' }: { children: ReactNode; align?: 'start' | 'end' }) {
  const { ui } = useApp();
  const inDrawer = useStore(ui.store, ({ drawerOpen }) => drawerOpen);
  return (
    <Menu.Portal {...(inDrawer ? {} : { container: ui.main })}>
      <Menu.Positioner className="menu-positioner" align={align} sideOffset={4} collisionPadding={8}>
        <Menu.Popup className="menu-popup">{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}
