/** The page's own background by theme, so that nothing flashes before it has loaded. */
const PAPER = { light: '#fafaf7', dark: '#0d1315' };

export function windowBackground(isDark: boolean): string {
  return isDark ? PAPER.dark : PAPER.light;
}
