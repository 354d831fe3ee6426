import type { OverlayStyle } from './OverlayStyle.ts';

const bare = (colour: string): string => colour.slice(1);
const flag = (value: boolean): string => (value ? '1' : '0');

/**
 * A look as names and values for the query of the overlay's address, for a page that shall keep it whatever is set later; read back by
 * `readOverlayQuery`.
 */
export function overlayQuery(style: OverlayStyle): Record<string, string> {
  return {
    font: style.font,
    font_size: String(style.size),
    weight: String(style.weight),
    color: bare(style.colour),
    outline: String(style.outline),
    outline_color: bare(style.outlineColour),
    shadow: flag(style.shadow),
    bg: bare(style.background),
    bg_opacity: String(style.opacity / 100),
    width: String(style.width),
    line_height: String(style.lineHeight),
    upper: flag(style.upper),
    lines: String(style.lines),
    hold: String(style.hold),
    align: style.align,
    fade: flag(style.fade),
    translation: style.translation,
  };
}
