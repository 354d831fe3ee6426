/** Colours of series on light and on dark pages, and dashes, so that a line is known without its colour. */
const SERIES = [
  { light: '#0b62a4', dark: '#6cb8f6', dash: 'none' },
  { light: '#b3401a', dark: '#ff9a6b', dash: 'none' },
  { light: '#1c7a4a', dark: '#64d39a', dash: 'none' },
  { light: '#7a3ea8', dark: '#c99af0', dash: '6 3' },
  { light: '#8a6a00', dark: '#e2c044', dash: '6 3' },
  { light: '#a3195b', dark: '#ff86b8', dash: '2 3' },
  { light: '#4a5560', dark: '#b4bec8', dash: '2 3' },
  { light: '#00717a', dark: '#5cd6de', dash: '8 3 2 3' },
  { light: '#5d5bd0', dark: '#a9a8ff', dash: '8 3 2 3' },
] as const;

/** Classes of series in a chart, in their order. */
export const SERIES_CLASSES: readonly string[] = SERIES.map((_, i) => `s${i}`);

/** The style element of a chart: the page's own light or dark colours. */
export function chartStyle(): string {
  const lines = SERIES.map(({ light, dash }, i) => `.s${i}{color:${light};stroke-dasharray:${dash}}`).join('');
  const darkLines = SERIES.map(({ dark }, i) => `.s${i}{color:${dark}}`).join('');
  return (
    '<style>text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:15px;font-weight:600}.page{fill:#fff}' +
    '.grid{stroke:#d8dee4;fill:none}.axis{stroke:#57606a;fill:none}.line{stroke:currentColor;stroke-width:2;fill:none}' +
    `.dot,.bar{fill:currentColor}${lines}` +
    '@media (prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#14181d}.grid{stroke:#30363d}.axis{stroke:#9aa4af}' +
    `${darkLines}}</style>`
  );
}
