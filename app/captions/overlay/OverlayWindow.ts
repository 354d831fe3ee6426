import { z } from '../../contract/zod.ts';

const Place = z.object({ x: z.number(), y: z.number(), width: z.number().min(1), height: z.number().min(1) });

/** Displays whose place is remembered: whoever has more has had others before. */
const MAX_PLACES = 32;

/** The overlay's window on the desktop: whether it is there, and where. */
export const OverlayWindow = z.object({
  open: z.boolean().default(false),
  /** the mouse goes through it; unlocked, it can be moved and resized */
  locked: z.boolean().default(true),
  dock: z.enum(['top', 'bottom', 'free']).default('bottom'),
  /** the display it was on last; null: the primary one */
  display: z.string().max(64).nullable().default(null),
  /** where it was left on each display */
  places: z.record(z.string().max(64), Place).refine((places) => Object.keys(places).length <= MAX_PLACES).default({}),
});
export type OverlayWindow = z.infer<typeof OverlayWindow>;
