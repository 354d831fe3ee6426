import { axisTicks, type Axis } from './axisTicks.ts';
import { chartStyle } from './chartStyle.ts';
import { escapeXml } from './escapeXml.ts';

export interface BarChart {
  readonly title: string;
  /** its label ends with the unit; where it begins must be given with `from`, for there the bars begin */
  readonly x: Axis & { readonly from: number };
  /** from top to bottom; the interval, where there is one, is drawn over the bar's end */
  readonly bars: readonly { readonly name: string; readonly value: number; readonly low?: number; readonly high?: number }[];
}

const WIDTH = 780;
const PLOT = { left: 400, right: 710, top: 44 };
const BAR = { step: 28, height: 16 };

/** A chart of bars as SVG, to be read on light and dark pages: each with its name before it and its value behind it. */
export function drawBars({ title, x, bars }: BarChart): string {
  const bottom = PLOT.top + bars.length * BAR.step;
  const { low, high, ticks } = axisTicks(x, bars.flatMap((bar) => [bar.value, bar.low ?? bar.value, bar.high ?? bar.value]));
  const bend = x.log ? Math.log : (value: number) => value;
  const across = (value: number): string => (PLOT.left + ((bend(value) - bend(low)) / (bend(high) - bend(low))) * (PLOT.right - PLOT.left)).toFixed(1);
  const grid = ticks.map(
    ({ value, text }) =>
      `<path class="grid" d="M${across(value)} ${PLOT.top}V${bottom}"/><text x="${across(value)}" y="${bottom + 18}" text-anchor="middle">${text}</text>`,
  );
  const rows = bars.map((bar, i) => {
    const top = PLOT.top + i * BAR.step + (BAR.step - BAR.height) / 2;
    const middle = top + BAR.height / 2;
    const whisker = bar.low === undefined || bar.high === undefined ? '' : `<path class="axis" d="M${across(bar.low)} ${middle}H${across(bar.high)}"/>`;
    return (
      `<path class="s0 bar" d="M${PLOT.left} ${top}H${across(bar.value)}V${top + BAR.height}H${PLOT.left}Z"/>${whisker}` +
      `<text x="${PLOT.left - 8}" y="${middle}" dy="4" text-anchor="end">${escapeXml(bar.name)}</text>` +
      `<text x="${across(Math.max(bar.value, bar.high ?? bar.value))}" y="${middle}" dx="6" dy="4">${Number(bar.value.toPrecision(3))}</text>`
    );
  });
  const height = bottom + 56;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(title)}">`,
    chartStyle(),
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="16" y="26">${escapeXml(title)}</text>`,
    ...grid,
    ...rows,
    `<path class="axis" d="M${PLOT.left} ${PLOT.top}V${bottom}"/>`,
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${height - 16}" text-anchor="middle">${escapeXml(x.label)}</text>`,
    '</svg>\n',
  ].join('\n');
}
