import type { KatexOptions } from 'katex';
import type { Options } from 'react-markdown';

type Plugins = NonNullable<Options['rehypePlugins']>;

/** The large parts of the renderer, fetched when the first text needs them. */
export interface RichParts {
  readonly katex: { render(tex: string, into: HTMLElement, options?: KatexOptions): void } | null;
  readonly highlight: Plugins | null;
}

let loaded: RichParts = { katex: null, highlight: null };
const asked = new Set<keyof RichParts>();
const listeners = new Set<() => void>();

const load: { [K in keyof RichParts]: () => Promise<NonNullable<RichParts[K]>> } = {
  async katex() {
    const [{ default: katex }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
    return katex;
  },
  async highlight() {
    const { default: rehypeHighlight } = await import('rehype-highlight');
    // Guessing a language that was not named costs much and is often wrong.
    return [[rehypeHighlight, { detect: false, plainText: ['math', 'text', 'txt'] }]];
  },
};

/** What has been fetched. Asks for `kind` when it has not been; subscribers hear when it is there. */
export const richParts = {
  get: (): RichParts => loaded,
  need(kind: keyof RichParts): void {
    if (asked.has(kind)) return;
    asked.add(kind);
    void fetchPart(kind);
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

async function fetchPart(kind: keyof RichParts): Promise<void> {
  try {
    loaded = { ...loaded, [kind]: await load[kind]() };
    for (const listener of listeners) listener();
  } catch {
    asked.delete(kind); // the text stays readable without it, and the next one tries again
  }
}
