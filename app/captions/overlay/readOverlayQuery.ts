import { OverlayStyle } from './OverlayStyle.ts';

/** Colours that people write by name. */
const NAMED: Readonly<Record<string, string>> = {
  black: '#000000', white: '#ffffff', red: '#ff0000', yellow: '#ffff00', lime: '#00ff00', cyan: '#00ffff',
  blue: '#0000ff', magenta: '#ff00ff', orange: '#ffa500', gray: '#808080', grey: '#808080',
};

/** A number of the query within its limits; undefined for what is none. */
function numberOf(text: string, least: number, most: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined;
}

/** `#ffcc00`, `ffcc00`, `fc0` or a name; undefined for what is none. */
function colourOf(text: string): string | undefined {
  const digits = text.replace(/^#/, '').toLowerCase();
  if (/^[\da-f]{6}$/.test(digits)) return `#${digits}`;
  if (/^[\da-f]{3}$/.test(digits)) return `#${digits.replaceAll(/./g, '$&$&')}`;
  return Object.hasOwn(NAMED, digits) ? NAMED[digits] : undefined;
}

const isOn = (text: string): boolean => ['1', 'true', 'yes', 'on'].includes(text.toLowerCase());
const oneOf = <T extends string>(text: string, options: readonly T[]): T | undefined => options.find((option) => option === text.toLowerCase());

/** What each name in the query means. */
const READERS: Readonly<Record<string, (text: string) => Partial<Record<keyof OverlayStyle, unknown>>>> = {
  font: (text) => ({ font: oneOf(text, OverlayStyle.shape.font.unwrap().options) }),
  font_size: (text) => ({ size: numberOf(text, 10, 160) }),
  weight: (text) => ({ weight: rounded(numberOf(text, 300, 900)) }),
  color: (text) => ({ colour: colourOf(text) }),
  outline: (text) => ({ outline: numberOf(text, 0, 8) }),
  outline_color: (text) => ({ outlineColour: colourOf(text) }),
  shadow: (text) => ({ shadow: isOn(text) }),
  bg: (text) => ({ background: colourOf(text) }),
  // A share of 1, or percent.
  bg_opacity: (text) => ({ opacity: ((value) => (value !== undefined && value <= 1 ? 100 * value : value))(numberOf(text, 0, 100)) }),
  width: (text) => ({ width: rounded(numberOf(text, 16, 120)) }),
  line_height: (text) => ({ lineHeight: numberOf(text, 1, 2) }),
  upper: (text) => ({ upper: isOn(text) }),
  lines: (text) => ({ lines: rounded(numberOf(text, 1, 12)) }),
  hold: (text) => ({ hold: numberOf(text, 0, 3_600) }),
  align: (text) => ({ align: oneOf(text, OverlayStyle.shape.align.unwrap().options) }),
  fade: (text) => ({ fade: isOn(text) }),
  translation: (text) => ({ translation: oneOf(text, OverlayStyle.shape.translation.unwrap().options) }),
};

const rounded = (value: number | undefined): number | undefined => (value === undefined ? undefined : Math.round(value));

/**
 * The look that the address of an overlay page asks for: what its query names, and for the rest `style`. What cannot be
 * read is as if it were not there.
 *
 * @param query its names and values, decoded
 */
export function readOverlayQuery(query: Iterable<readonly [string, string]>, style: OverlayStyle): OverlayStyle {
  const wanted = [...query].flatMap(([name, text]) => {
    const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    return reader ? Object.entries(reader(text)).filter(([, value]) => value !== undefined) : [];
  });
  return OverlayStyle.parse({ ...style, ...Object.fromEntries(wanted) });
}
