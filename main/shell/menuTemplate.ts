import type { MenuItemConstructorOptions } from 'electron/main';

/**
 * The application's menu: what the system expects, in the system's own words.
 *
 * @param captions what can be done with captions over other programs
 */
export function menuTemplate(platform: NodeJS.Platform, isPackaged: boolean, captions: MenuItemConstructorOptions[] = []): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  const menus: MenuItemConstructorOptions[] = [
    platform === 'darwin' ? { role: 'appMenu' } : { label: '&File', submenu: [{ role: 'quit' }] },
    { role: 'editMenu' },
    { label: '&View', submenu: isPackaged ? view : [...view, { role: 'toggleDevTools' }] },
    { label: '&Captions', submenu: captions },
    { role: 'windowMenu' },
  ];
  return menus;
}
