import type { MenuItemConstructorOptions } from 'electron/main';
import type { OverlayWindow } from '../../../app/captions/overlay/OverlayWindow.ts';

export const OVERLAY_KEYS = { open: 'CommandOrControl+Shift+Y', lock: 'CommandOrControl+Alt+Shift+Y' } as const;

const DOCKS = [
  ['top', 'At the top'],
  ['bottom', 'At the bottom'],
  ['free', 'Where it was left'],
] as const;

/**
 * What can be done with the captions over other programs, for the menu of the application and that of the tray.
 *
 * @param change some of its settings
 */
export function overlayMenu({ open, locked, dock }: OverlayWindow, change: (more: Partial<OverlayWindow>) => void): MenuItemConstructorOptions[] {
  return [
    { label: 'Captions over all programs', type: 'checkbox', checked: open, accelerator: OVERLAY_KEYS.open, registerAccelerator: false, click: () => change({ open: !open }) },
    { label: 'Clicks go through them', type: 'checkbox', checked: locked, enabled: open, accelerator: OVERLAY_KEYS.lock, registerAccelerator: false, click: () => change({ locked: !locked }) },
    { type: 'separator' },
    ...DOCKS.map(([value, label]): MenuItemConstructorOptions => ({ label, type: 'radio', checked: dock === value, enabled: open, click: () => change({ dock: value }) })),
  ];
}
