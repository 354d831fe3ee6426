import { overlayFonts } from '../../../app/captions/overlay/overlayFonts.ts';
import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import { Choice } from '../../settings/Choice.tsx';
import { SelectField } from '../../settings/SelectField.tsx';
import { ColourField } from './ColourField.tsx';
import { RangeField } from './RangeField.tsx';
import { SwitchField } from './SwitchField.tsx';

const FONTS = Object.entries(overlayFonts).map(([value, { words }]) => ({ value: value as OverlayStyle['font'], label: words }));
const WEIGHTS = [
  { value: '400', label: 'Regular' },
  { value: '500', label: 'Medium' },
  { value: '600', label: 'Semibold' },
  { value: '700', label: 'Bold' },
  { value: '800', label: 'Heavy' },
] as const;
const PLACES = [
  { value: 'left', label: 'Left' },
  { value: 'center', label: 'Middle' },
  { value: 'right', label: 'Right' },
] as const;

const TRANSLATIONS = [
  { value: 'below', label: 'Below the text' },
  { value: 'alone', label: 'In place of the text' },
  { value: 'off', label: 'Not shown' },
] as const;

/** Everything about a look that can be set. */
export function LookControls({ style, change }: { style: OverlayStyle; change: (more: Partial<OverlayStyle>) => void }) {
  const { font, size, weight, colour, outline, outlineColour, shadow, background, opacity, width, lineHeight, upper, lines, hold, align, fade, translation } = style;
  const nearest = WEIGHTS.toSorted((a, b) => Math.abs(Number(a.value) - weight) - Math.abs(Number(b.value) - weight))[0] ?? WEIGHTS[2];
  return (
    <div className="look-grid">
      <section aria-label="Letters">
        <div className="look-field inline">
          <label htmlFor="look-font">Font</label>
          <SelectField id="look-font" value={font} options={FONTS} onChange={(next) => change({ font: next })} />
        </div>
        <div className="look-field inline">
          <label htmlFor="look-weight">Weight</label>
          <SelectField id="look-weight" value={nearest.value} options={WEIGHTS} onChange={(next) => change({ weight: Number(next) })} />
        </div>
        <RangeField id="look-size" label="Size" value={size} least={14} most={72} words={`${size} px`} onChange={(next) => change({ size: next })} />
        <ColourField id="look-colour" label="Text" value={colour} onChange={(next) => change({ colour: next })} />
        <RangeField id="look-outline" label="Outline" value={outline} least={0} most={4} step={0.5} words={outline === 0 ? 'none' : `${outline} px`} onChange={(next) => change({ outline: next })} />
        <ColourField id="look-outline-colour" label="Outline and shadow" value={outlineColour} onChange={(next) => change({ outlineColour: next })} />
        <SwitchField id="look-shadow" label="Shadow" value={shadow} onChange={(next) => change({ shadow: next })} />
        <SwitchField id="look-upper" label="Capital letters" value={upper} onChange={(next) => change({ upper: next })} />
      </section>
      <section aria-label="Box and rows">
        <ColourField id="look-background" label="Background" value={background} onChange={(next) => change({ background: next })} />
        <RangeField id="look-opacity" label="Density of the background" value={opacity} least={0} most={100} step={5} words={opacity === 0 ? 'none' : `${opacity} %`} onChange={(next) => change({ opacity: next })} />
        <RangeField id="look-lines" label="Rows" value={lines} least={1} most={6} words={String(lines)} onChange={(next) => change({ lines: next })} />
        <RangeField id="look-width" label="Letters in a row" value={width} least={16} most={80} words={`about ${width}`} onChange={(next) => change({ width: next })} />
        <RangeField id="look-line-height" label="Line height" value={lineHeight} least={1} most={2} step={0.05} words={lineHeight.toFixed(2)} onChange={(next) => change({ lineHeight: next })} />
        <RangeField id="look-hold" label="When nothing is said" value={hold} least={0} most={30} words={hold === 0 ? 'stays' : `goes after ${hold} s`} onChange={(next) => change({ hold: next })} />
        <div className="look-field inline">
          <span id="look-align-label">Stands</span>
          <Choice id="look-align" value={align} options={PLACES} onChange={(next) => change({ align: next })} />
        </div>
        <div className="look-field inline">
          <label htmlFor="look-translation">Translation</label>
          <SelectField id="look-translation" value={translation} options={TRANSLATIONS} onChange={(next) => change({ translation: next })} />
        </div>
        <SwitchField id="look-fade" label="Dim words heard badly" value={fade} onChange={(next) => change({ fade: next })} />
      </section>
    </div>
  );
}
