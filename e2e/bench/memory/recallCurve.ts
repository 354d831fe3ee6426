export interface CurvePoint {
  /** tokens of the dialogue */
  readonly size: number;
  /** 0 to 1 */
  readonly share: number;
}

const WIDTH = 640;
const HEIGHT = 320;
const EDGE = { left: 52, right: 110, top: 16, bottom: 40 };
const COLOURS = ['#5b7083', '#b7791f', '#2b6cb0', '#6b46c1', '#2f855a', '#c53030', '#0f766e', '#a3195b', '#7c5e10', '#4a5560'];
const GOAL = 0.95;

/** Shares over the length of the dialogue, on a logarithmic scale, a line for each name; SVG. */
export function recallCurve(lines: Readonly<Record<string, readonly CurvePoint[]>>): string {
  const sizes = [...new Set(Object.values(lines).flatMap((points) => points.map(({ size }) => size)))].toSorted((a, b) => a - b);
  const [low, high] = [Math.log10(sizes[0] ?? 1), Math.log10(sizes.at(-1) ?? 10)];
  const x = (size: number): number => EDGE.left + ((Math.log10(size) - low) / (high - low || 1)) * (WIDTH - EDGE.left - EDGE.right);
  const y = (share: number): number => HEIGHT - EDGE.bottom - share * (HEIGHT - EDGE.top - EDGE.bottom);
  const at = ({ size, share }: CurvePoint): string => `${x(size).toFixed(1)},${y(share).toFixed(1)}`;
  const right = WIDTH - EDGE.right;
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<path d="M${EDGE.left} ${y(share).toFixed(1)}H${right}" stroke="#8884"/>` +
      `<text x="${EDGE.left - 6}" y="${(y(share) + 4).toFixed(1)}" text-anchor="end">${share * 100} %</text>`,
  );
  const ticks = sizes.map((size) => `<text x="${x(size).toFixed(1)}" y="${HEIGHT - EDGE.bottom + 18}" text-anchor="middle">${size.toLocaleString('en')}</text>`);
  const curves = Object.entries(lines).map(([name, points], i) => {
    const colour = COLOURS[i % COLOURS.length];
    const dots = points.map((point) => `<circle cx="${at(point).replace(',', '" cy="')}" r="3" fill="${colour}"/>`).join('');
    const key = EDGE.top + 12 + 18 * i;
    return (
      `<polyline points="${points.map(at).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}` +
      `<text x="${right + 12}" y="${key}" fill="${colour}">${escaped(name)}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#888">`,
    ...grid,
    `<path d="M${EDGE.left} ${y(GOAL).toFixed(1)}H${right}" stroke="#888" stroke-dasharray="4 4"/>`,
    ...ticks,
    `<text x="${(EDGE.left + right) / 2}" y="${HEIGHT - 4}" text-anchor="middle">tokens of dialogue</text>`,
    ...curves,
    '</svg>\n',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
