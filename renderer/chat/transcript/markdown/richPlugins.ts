import type { Options } from 'react-markdown';

type Plugins = NonNullable<Options['rehypePlugins']>;

/** The large parts of the renderer, fetched when the first text needs them. */
export interface RichPlugins {
  readonly maths: { remark: Plugins; rehype: Plugins } | null;
  readonly highlight: Plugins | null;
}

let loaded: RichPlugins = { maths: null, highlight: null };
const asked = new Set<keyof RichPlugins>();
const listeners = new Set<() => void>();

const load: { [K in keyof RichPlugins]: () => Promise<NonNullable<RichPlugins[K]>> } = {
  async maths() {
    const [{ default: remarkMath }, { default: rehypeKatex }] = await Promise.all([
      import('remark-math'),
      import('rehype-katex'),
      import('katex/dist/katex.min.css'),
    ]);
    return {
      remark: [[remarkMath, { singleDollarTextMath: false }]],
      rehype: [[rehypeKatex, { throwOnError: false, strict: 'ignore', errorColor: 'var(--live-ink)' }]],
    };
  },
  async highlight() {
    const { default: rehypeHighlight } = await import('rehype-highlight');
    // Guessing a language that was not named costs much and is often wrong.
    return [[rehypeHighlight, { detect: false }]];
  },
};

/** What has been fetched. Asks for `kind` when it has not been; subscribers hear when it is there. */
export const richPlugins = {
  get: (): RichPlugins => loaded,
  need(kind: keyof RichPlugins): void {
    if (asked.has(kind)) return;
    asked.add(kind);
    load[kind]().then(
      (plugins) => {
        loaded = { ...loaded, [kind]: plugins };
        for (const listener of listeners) listener();
      },
      () => asked.delete(kind), // the text stays readable without; the next one tries again
    );
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
