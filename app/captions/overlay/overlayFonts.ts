import type { OverlayStyle } from './OverlayStyle.ts';

/** The fonts of the overlay: what a person reads, and the families as CSS wants them. */
export const overlayFonts: Readonly<Record<OverlayStyle['font'], { readonly words: string; readonly family: string }>> = {
  system: { words: 'The system’s', family: 'system-ui, sans-serif' },
  readable: { words: 'Lexend, easier with dyslexia', family: "'Lexend Variable', system-ui, sans-serif" },
  serif: { words: 'With serifs', family: "Georgia, 'Times New Roman', serif" },
  mono: { words: 'Typewriter', family: "ui-monospace, 'Cascadia Mono', Menlo, monospace" },
};
