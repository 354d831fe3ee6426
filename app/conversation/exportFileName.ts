/** Longest part made from a title: with date and ending it stays far below the 255 bytes of a file system. */
const TITLE_BYTES = 120;
/** Names that Windows keeps for devices, whatever the ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

const utf8Length = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

function safeName(title: string): string {
  const clean = title
    .toWellFormed()
    .replace(/[<>:"/\\|?*]|\p{Cc}|\p{Cf}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  let name = '';
  let bytes = 0;
  for (const character of clean) {
    bytes += utf8Length(character);
    if (bytes > TITLE_BYTES) break;
    name += character;
  }
  name = name.replace(/^[. ]+|[. ]+$/g, '');
  return name === '' || DEVICE.test(name) ? 'Conversation' : name;
}

/**
 * A file name that every system takes, such as `Names for a boat 2026-11-20.md`.
 *
 * @param title title of the one conversation; null when all are exported
 * @param now milliseconds since the epoch; the day is the local one
 */
export function exportFileName(title: string | null, format: 'json' | 'markdown', now: number): string {
  const date = new Date(now);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-');
  const ending = format === 'json' ? 'json' : 'md';
  return `${title === null ? 'Headwater conversations' : safeName(title)} ${day}.${ending}`;
}
