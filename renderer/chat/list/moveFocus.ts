/** The up and down arrows, Home and End go from one `.conversation-name` of the list to another. */
export function moveFocus(event: React.KeyboardEvent<HTMLElement>): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.conversation-name')];
  const at = rows.indexOf(event.currentTarget);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  const row = to === undefined ? undefined : rows[to];
  if (!row) return;
  event.preventDefault();
  row.focus();
}
