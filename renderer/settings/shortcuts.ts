/** What a shortcut does. */
export type ShortcutName =
  | 'new'
  | 'temporary'
  | 'memory'
  | 'search'
  | 'settings'
  | 'shortcuts'
  | 'list'
  | 'stop'
  | 'composer'
  | 'regenerate'
  | 'copy'
  | 'rename'
  | 'find'
  | 'captions'
  | 'voice'
  | 'overlay';

interface Shortcut {
  readonly name: ShortcutName;
  readonly words: string;
  /** written as people read it; `Ctrl` is also Command */
  readonly keys: readonly string[];
}

/** Every shortcut of the window. Ctrl+N and Ctrl+Shift+C belong to the browser in some browsers. */
export const SHORTCUTS: readonly Shortcut[] = [
  { name: 'new', words: 'New conversation', keys: ['Ctrl+N', 'Ctrl+Shift+O'] },
  { name: 'temporary', words: 'New temporary conversation', keys: ['Ctrl+Shift+E'] },
  { name: 'memory', words: 'Show or hide the memory', keys: ['Ctrl+M'] },
  { name: 'search', words: 'Search everything', keys: ['Ctrl+K'] },
  { name: 'list', words: 'Show or hide the list', keys: ['Ctrl+B'] },
  { name: 'rename', words: 'Rename this conversation', keys: ['F2'] },
  { name: 'composer', words: 'Go to the message field', keys: ['Shift+Esc'] },
  { name: 'stop', words: 'Stop reading aloud, speaking, or the answer', keys: ['Esc'] },
  { name: 'regenerate', words: 'Write the last answer again', keys: ['Ctrl+Shift+R'] },
  { name: 'copy', words: 'Copy the last answer', keys: ['Ctrl+Shift+C'] },
  { name: 'captions', words: 'Captions, or back to the chat', keys: ['Ctrl+Shift+L'] },
  { name: 'voice', words: 'Talk with Headwater, or end that', keys: ['Ctrl+Shift+V'] },
  { name: 'overlay', words: 'Captions over other programs, on or off', keys: ['Ctrl+Shift+Y'] },
  { name: 'find', words: 'Find in the open recording', keys: ['Ctrl+F'] },
  { name: 'settings', words: 'Settings', keys: ['Ctrl+,'] },
  { name: 'shortcuts', words: 'This list', keys: ['Ctrl+/'] },
];

/** Keys that work in one place only: shown in the list, handled there. */
export const LOCAL_KEYS: readonly { readonly words: string; readonly keys: readonly string[] }[] = [
  { words: 'Talk, while it is held (push to talk)', keys: ['Space'] },
  { words: 'Send, or a new line (as set)', keys: ['Enter', 'Shift+Enter'] },
  { words: 'Change your last message, from an empty field', keys: ['↑'] },
  { words: 'First or last message, from the conversation', keys: ['Home', 'End'] },
  { words: 'Go through the list of conversations', keys: ['↑', '↓'] },
  { words: 'Go through the tokens of the lens', keys: ['←', '→', '↑', '↓'] },
  { words: 'Go through the lines of captions, and choose a passage', keys: ['↑', '↓', 'Shift+↑', 'Shift+↓'] },
  { words: 'Correct the line that has the focus', keys: ['Enter'] },
  { words: 'Delete the conversation, recording or line that has the focus', keys: ['Del'] },
];

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** The shortcut of a key press, if it is one. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): ShortcutName | null {
  if (event.altKey) return null;
  const key = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const command = event.ctrlKey || event.metaKey;
  // On many keyboards the slash needs Shift: there, Shift says nothing.
  const shift = event.shiftKey && key !== '/';
  const pressed = `${command ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${key}`;
  return SHORTCUTS.find(({ keys }) => keys.includes(pressed))?.name ?? null;
}
