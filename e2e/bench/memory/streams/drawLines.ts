import { axisTicks, type Axis } from './axisTicks.ts';
import { chartStyle, SERIES_CLASSES } from './chartStyle.ts';
import { escapeXml } from './escapeXml.ts';

export interface LineChart {
  readonly title: string;
  /** its label ends with the unit */
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
}

const [WIDTH, HEIGHT] = [780, 400];
const PLOT = { left: 64, right: 560, top: 44, bottom: 340 };
const LEGEND = { x: 580, y: 60, step: 22 };

/** A chart of lines as SVG, to be read on light and dark pages: axes with units, a grid, and a legend beside it. */
export function drawLines({ title, x, y, series }: LineChart): string {
  const all = series.flatMap(({ points }) => points);
  const across = scale(x, all.map(([value]) => value), PLOT.left, PLOT.right);
  const up = scale(y, all.map(([, value]) => value), PLOT.bottom, PLOT.top);
  const round = (value: number): string => value.toFixed(1);
  const grid = [
    ...across.ticks.map(({ value, text }) => {
      const at = round(across.place(value));
      return `<path class="grid" d="M${at} ${PLOT.top}V${PLOT.bottom}"/><text x="${at}" y="${PLOT.bottom + 18}" text-anchor="middle">${text}</text>`;
    }),
    ...up.ticks.map(({ value, text }) => {
      const at = round(up.place(value));
      return `<path class="grid" d="M${PLOT.left} ${at}H${PLOT.right}"/><text x="${PLOT.left - 8}" y="${at}" dy="4" text-anchor="end">${text}</text>`;
    }),
  ];
  const lines = series.map(({ name, points }, i) => {
    const kind = SERIES_CLASSES[i % SERIES_CLASSES.length]!;
    const path = points.map(([px, py], n) => `${n === 0 ? 'M' : 'L'}${round(across.place(px))} ${round(up.place(py))}`).join('');
    const marks = points.length > 12 ? [] : points.map(([px, py]) => `<circle class="${kind} dot" cx="${round(across.place(px))}" cy="${round(up.place(py))}" r="3"/>`);
    const at = LEGEND.y + i * LEGEND.step;
    return (
      `<path class="${kind} line" d="${path}"/>${marks.join('')}` +
      `<path class="${kind} line" d="M${LEGEND.x} ${at}h24"/><text x="${LEGEND.x + 32}" y="${at}" dy="4">${escapeXml(name)}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}">`,
    chartStyle(),
    `<rect class="page" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="title" x="${PLOT.left}" y="26">${escapeXml(title)}</text>`,
    ...grid,
    `<path class="axis" d="M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}"/>`,
    ...lines,
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 20}" text-anchor="middle">${escapeXml(x.label)}</text>`,
    `<text transform="translate(16 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(y.label)}</text>`,
    '</svg>\n',
  ].join('\n');
}

function scale(axis: Axis, values: readonly number[], from: number, to: number) {
  const { low, high, ticks } = axisTicks(axis, values);
  const bend = axis.log ? Math.log : (value: number) => value;
  const [begin, end] = [bend(low), bend(high)];
  return { ticks, place: (value: number) => from + ((bend(value) - begin) / (end - begin)) * (to - from) };
}
