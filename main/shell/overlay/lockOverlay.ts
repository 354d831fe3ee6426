import type { BrowserWindow } from 'electron/main';

/** While it can be moved it is seen, and each of its points can be dragged by. */
const UNLOCKED = `
  html { -webkit-app-region: drag; cursor: move; background: rgb(20 40 44 / 0.45) !important; border-radius: 10px; outline: 2px dashed rgb(255 255 255 / 0.9); outline-offset: -3px; }
  body::before { content: 'Drag to move, pull an edge to resize. Ctrl+Alt+Shift+Y locks it.'; position: fixed; inset: 6px 10px auto; font: 12px system-ui, sans-serif; color: white; text-shadow: 0 0 3px black; }
`;

/** Lets the mouse through to what is below, or takes it for moving and resizing. Returns the function that does so. */
export function lockOverlay(window: BrowserWindow): (locked: boolean) => void {
  /** the style that is in force while it is unlocked */
  let style: Promise<string> | null = null;
  return (locked) => {
    window.setIgnoreMouseEvents(locked);
    window.setResizable(!locked);
    const { webContents } = window;
    if (locked) {
      const applied = style;
      style = null;
      void applied?.then((key) => webContents.removeInsertedCSS(key)).catch(() => undefined);
    } else style ??= webContents.insertCSS(UNLOCKED);
    style?.catch(() => undefined);
  };
}
