import type { Settings } from '../../app/settings/Settings.ts';

const KEY = 'headwater.theme';

/** Shows a theme at once, and keeps it, so that the next start does not flash the other one. */
export function applyTheme(theme: Settings['theme'], root: HTMLElement = document.documentElement): void {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  localStorage.setItem(KEY, theme);
}

/** The theme shown last, before the settings have arrived. */
export function lastTheme(): Settings['theme'] {
  const theme = localStorage.getItem(KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
