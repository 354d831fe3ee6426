import { z } from '../../contract/zod.ts';

const Colour = z.string().regex(/^#[\da-f]{6}$/i, 'a colour like #ffcc00');

/**
 * How captions look on the overlay: its window on the desktop, and its page in OBS. Limits are those of a page on a large
 * canvas; the editor offers what suits a screen.
 */
export const OverlayStyle = z.object({
  /** `readable` is Lexend, which many people with dyslexia read more easily */
  font: z.enum(['system', 'readable', 'serif', 'mono']).default('system'),
  /** pixels */
  size: z.number().min(10).max(160).default(32),
  weight: z.number().int().min(300).max(900).default(600),
  colour: Colour.default('#ffffff'),
  /** pixels around each letter; 0: none */
  outline: z.number().min(0).max(8).default(2),
  outlineColour: Colour.default('#000000'),
  shadow: z.boolean().default(false),
  background: Colour.default('#000000'),
  /** of the background, in percent; 0: none is drawn */
  opacity: z.number().min(0).max(100).default(0),
  /** about as many characters fit one row; narrower where the page is */
  width: z.number().int().min(16).max(120).default(44),
  lineHeight: z.number().min(1).max(2).default(1.3),
  upper: z.boolean().default(false),
  /** rows that are shown */
  lines: z.number().int().min(1).max(12).default(2),
  /** seconds after which text goes when nothing is said; 0: it stays */
  hold: z.number().min(0).max(3_600).default(6),
  align: z.enum(['left', 'center', 'right']).default('center'),
  /** words that the recogniser was not sure of are dimmer */
  fade: z.boolean().default(false),
  /** where captions are translated: below the text, or in its place */
  translation: z.enum(['off', 'below', 'alone']).default('below'),
});
export type OverlayStyle = z.infer<typeof OverlayStyle>;
