import { Menu } from '@base-ui/react/menu';
import { use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { OverPage } from '../OverPage.ts';
import { useApp } from '../useApp.ts';
import './MenuPopup.css';

/** The floating part of a menu. */
export function MenuPopup({ children, align = 'end' }: { children: ReactNode; align?: 'start' | 'end' }) {
  const { ui } = useApp();
  const main = useStore(ui.store, (state) => state.main);
  const over = use(OverPage);
  const landmark = over ?? main;
  return (
    <Menu.Portal {...(landmark ? { container: landmark } : {})}>
      <Menu.Positioner className="menu-positioner" align={align} sideOffset={4} collisionPadding={8}>
        <Menu.Popup className="menu-popup">{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}
