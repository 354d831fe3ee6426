/**
 * The up and down arrows, Home and End go from one `.conversation-name` of the list to another.
 *
 * @returns whether there was one to go to
 */
export function moveFocus(event: React.KeyboardEvent<HTMLElement>, key = event.key): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.conversation-name')];
  const at = rows.indexOf(event.currentTarget);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  const row = to === undefined ? undefined : rows[to];
  if (!row) return false;
  event.preventDefault();
  row.focus();
  return true;
}
