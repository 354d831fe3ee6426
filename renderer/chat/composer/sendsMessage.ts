/**
 * True for the key that sends: Enter (Shift+Enter breaks the line), or Ctrl+Enter when the person wants it so. Never
 * while a word is being composed by an input method.
 */
export function sendsMessage(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'isComposing'>,
  enterSends: boolean,
): boolean {
  if (event.key !== 'Enter' || event.isComposing) return false;
  return event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey);
}
