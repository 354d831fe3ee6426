import { overlayFonts } from './overlayFonts.ts';
import type { OverlayStyle } from './OverlayStyle.ts';
import { rgbOf } from './rgbOf.ts';

/** An average letter takes this much of the size of the font. */
const EM_PER_CHARACTER = 0.55;

/** A look as custom properties of CSS: the overlay page and the preview in the editor are drawn with the same ones. */
export function overlayVariables(style: OverlayStyle): Readonly<Record<`--overlay-${string}`, string>> {
  const { font, size, weight, colour, outline, outlineColour, shadow, background, opacity, width, lineHeight, align } = style;
  return {
    '--overlay-font': overlayFonts[font].family,
    '--overlay-size': `${size}px`,
    '--overlay-weight': String(weight),
    '--overlay-colour': colour,
    // Half of a stroke lies under the letter.
    '--overlay-outline': outline > 0 ? `${2 * outline}px ${outlineColour}` : '0 transparent',
    '--overlay-shadow': shadow ? `0 0.06em 0.18em rgb(${rgbOf(outlineColour).join(' ')} / 0.9)` : 'none',
    '--overlay-background': `rgb(${rgbOf(background).join(' ')} / ${opacity / 100})`,
    '--overlay-width': `${Math.round(100 * width * EM_PER_CHARACTER) / 100}em`,
    '--overlay-line': String(lineHeight),
    '--overlay-place': { left: 'flex-start', center: 'center', right: 'flex-end' }[align],
  };
}
