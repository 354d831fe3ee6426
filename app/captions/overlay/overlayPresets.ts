import { OverlayStyle } from './OverlayStyle.ts';

/** A look with a name. */
export interface OverlayPreset {
  readonly name: string;
  readonly about: string;
  readonly style: OverlayStyle;
}

/** Looks to begin with; each passes the check of contrast. */
export const overlayPresets: readonly OverlayPreset[] = [
  {
    name: 'Stream',
    about: 'White with a dark outline, no box',
    style: OverlayStyle.parse({ weight: 700, outline: 3 }),
  },
  {
    name: 'High contrast',
    about: 'Yellow on black',
    style: OverlayStyle.parse({ weight: 700, colour: '#ffff00', outline: 0, opacity: 100 }),
  },
  {
    name: 'Subtle',
    about: 'Small, on a soft dark box',
    style: OverlayStyle.parse({ size: 22, weight: 500, colour: '#f2f5f4', outline: 0, background: '#15211f', opacity: 85, lines: 2 }),
  },
];
