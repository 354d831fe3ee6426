import type { ReactElement } from 'react';
import Markdown, { defaultUrlTransform, type Components } from 'react-markdown';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from './CodeBlock.tsx';
import { LruCache } from './LruCache.ts';
import { MarkdownImage } from './MarkdownImage.tsx';
import { MarkdownLink } from './MarkdownLink.tsx';
import type { RichPlugins } from './richPlugins.ts';

/** Parsed blocks that are kept: a long conversation scrolled up and down parses nothing twice. */
const KEPT = 1_500;
const cache = new LruCache<string, ReactElement>(KEPT);

/** All headings of a message are of one level: the outline of the page is the window's, not the model's. */
const heading = (level: number) =>
  function Heading({ children }: { children?: React.ReactNode }) {
    return <h3 className={`md-h${level}`}>{children}</h3>;
  };

const components: Components = {
  a: ({ href, children }) => <MarkdownLink href={href}>{children}</MarkdownLink>,
  img: ({ src, alt }) => <MarkdownImage src={src} alt={alt} />,
  pre: ({ node, children }) => <CodeBlock node={node}>{children}</CodeBlock>,
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
 * One block of Markdown as elements. Pure, and remembered by its text. Raw HTML stays text, addresses other than those
 * of web pages and mail are dropped.
 *
 * @param maths whether the text may hold formulas, written as `normaliseMaths` writes them
 * @param highlight colour the code; only worth it once the block is complete
 */
export function renderMarkdown(text: string, plugins: RichPlugins, maths: boolean, highlight: boolean): ReactElement {
  const useMaths = maths && plugins.maths !== null;
  const useHighlight = highlight && plugins.highlight !== null;
  return cache.get(`${Number(useMaths)}${Number(useHighlight)}${text}`, () => (
    // Called as the plain function that it is: the elements below are kept, not parsed again when a row comes back.
    Markdown({
      children: text,
      components,
      remarkPlugins: [remarkGfm, remarkBreaks, ...(useMaths ? (plugins.maths?.remark ?? []) : [])],
      rehypePlugins: [...(useMaths ? (plugins.maths?.rehype ?? []) : []), ...(useHighlight ? (plugins.highlight ?? []) : [])],
      remarkRehypeOptions: { footnoteLabelTagName: 'h3' },
      urlTransform: defaultUrlTransform,
    })
  ));
}
