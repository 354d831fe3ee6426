import type { ReactElement } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { Formula } from './Formula.tsx';
import { LruCache } from './LruCache.ts';
import { MarkdownImage } from './MarkdownImage.tsx';
import { MarkdownLink } from './MarkdownLink.tsx';
import { PreBlock } from './PreBlock.tsx';
import type { RichParts } from './richParts.ts';

/** Parsed blocks that are kept: a long conversation scrolled up and down parses nothing twice. */
const KEPT = 1_500;
const cache = new LruCache<string, ReactElement>(KEPT);

/** All headings of a message are of one level: the outline of the page is the window's, not the model's. */
const heading = (level: number) =>
  function Heading({ children }: { children?: React.ReactNode }) {
    return <h3 className={`md-h${level}`}>{children}</h3>;
  };

const isFormula = (className: string | undefined): boolean => className?.includes('language-math') ?? false;

const components: Components = {
  a: ({ href, children }) => <MarkdownLink href={href}>{children}</MarkdownLink>,
  img: ({ src, alt }) => <MarkdownImage src={src} alt={alt} />,
  code: ({ className, children }) =>
    isFormula(className) ? <Formula tex={typeof children === 'string' ? children : ''} display={false} /> : <code className={className}>{children}</code>,
  pre: ({ node, children }) => <PreBlock node={node}>{children}</PreBlock>,
  table: ({ children }) => (
    // Focusable, because a table that scrolls sideways must do so by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="md-table" role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <span className="md-check" role="img" aria-label={checked ? 'done' : 'open'} />,
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
};

/**
 * One block of Markdown as elements. Pure, and remembered by its text. Raw HTML stays text.
 *
 * @param options.maths whether the text may hold formulas, written as `normaliseMaths` writes them
 * @param options.highlight what colours code; only given for complete blocks, for it is not cheap
 */
export function renderMarkdown(
  text: string,
  options: { readonly maths: boolean; readonly highlight: RichParts['highlight'] },
): ReactElement {
  const { maths, highlight } = options;
  return cache.get(`${Number(maths)}${Number(highlight !== null)}${text}`, () =>
    // Called as the plain function that it is: the elements are kept, not parsed again when a row comes back.
    Markdown({
      children: text,
      components,
      remarkPlugins: [remarkGfm, remarkBreaks, ...(maths ? [REMARK_MATH] : [])],
      rehypePlugins: highlight ?? [],
      remarkRehypeOptions: { footnoteLabelTagName: 'h3' },
    }),
  );
}

const REMARK_MATH: [typeof remarkMath, { singleDollarTextMath: boolean }] = [remarkMath, { singleDollarTextMath: false }];
