import { contrastRatio } from './contrastRatio.ts';
import type { OverlayStyle } from './OverlayStyle.ts';
import { rgbOf } from './rgbOf.ts';

/** What small text needs (WCAG 2.2, success criterion 1.4.3). */
const WANTED = 4.5;
/** An outline from this width on, in pixels, is what the letters are seen against. */
const CARRYING_OUTLINE = 2;

/** How well a look can be read, whatever is behind it. */
export interface ContrastCheck {
  /** at worst, 1 to 21 */
  readonly ratio: number;
  readonly good: boolean;
  /** that in a sentence, with what would help */
  readonly words: string;
}

/**
 * The contrast of text and what it stands on: its outline where that is wide enough, else its background as it looks over
 * white and over black, whichever is worse.
 */
export function checkContrast(style: OverlayStyle): ContrastCheck {
  const { colour, outline, outlineColour, background, opacity } = style;
  const text = rgbOf(colour);
  const over = (behind: number): number => contrastRatio(text, mixed(rgbOf(background), behind, opacity / 100));
  const [onWhite, onBlack] = [over(255), over(0)];
  const onBox = Math.min(onWhite, onBlack);
  const onOutline = outline >= CARRYING_OUTLINE ? contrastRatio(text, rgbOf(outlineColour)) : 0;
  // Cut down, so that no number that is said to be too low looks like enough.
  const ratio = Math.floor(10 * Math.max(onBox, onOutline)) / 10;
  const good = ratio >= WANTED;
  if (good) {
    const on = onOutline >= onBox ? 'its outline' : opacity === 100 ? 'its background' : 'its background, whatever is behind it';
    return { ratio, good, words: `Easy to read: ${ratio} to 1 on ${on} (4.5 is enough).` };
  }
  if (opacity === 100 || onOutline > onBox) {
    return { ratio, good, words: `Hard to read: ${ratio} to 1, and 4.5 is wanted. Choose colours that are further apart.` };
  }
  const where = onWhite < onBlack ? 'bright' : 'dark';
  return { ratio, good, words: `Hard to read over ${where} pictures: ${ratio} to 1, and 4.5 is wanted. Make the background denser, or add an outline of 2 pixels.` };
}

/** A colour over a grey, as it looks with this opacity. */
function mixed(colour: readonly [number, number, number], grey: number, opacity: number): [number, number, number] {
  const [red, green, blue] = colour.map((value) => opacity * value + (1 - opacity) * grey) as [number, number, number];
  return [red, green, blue];
}
