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

/** Elements within elements of one block: far more than anybody writes on purpose. */
const DEEPEST = 100;

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
 * One block of Markdown as elements. Pure. Raw HTML stays text, and so does a block that nests too deeply to be drawn.
 *
 * @param options.maths whether the text may hold formulas, written as `normaliseMaths` writes them
 * @param options.highlight what colours code; only given for complete blocks, for it is not cheap
 * @param options.keep whether to remember the elements by their text: not of a block that is another one a frame later
 */
export function renderMarkdown(
  text: string,
  options: { readonly maths: boolean; readonly highlight: RichParts['highlight']; readonly keep: boolean },
): ReactElement {
  const { maths, highlight, keep } = options;
  const render = () => parse(text, maths, highlight);
  return keep ? cache.get(`${Number(maths)}${Number(highlight !== null)}${text}`, render) : render();
}

function parse(text: string, maths: boolean, highlight: RichParts['highlight']): ReactElement {
  try {
    // Called as the plain function that it is: the elements are kept, not parsed again when a row comes back.
    return Markdown({
      children: text,
      components,
      remarkPlugins: [remarkGfm, remarkBreaks, ...(maths ? [REMARK_MATH] : [])],
      rehypePlugins: [refuseDeep, ...(highlight ?? [])],
      remarkRehypeOptions: { footnoteLabelTagName: 'h3' },
    });
  } catch {
    // One such message must not take the window away with it.
    return <p className="md-plain">{text}</p>;
  }
}

const REMARK_MATH: [typeof remarkMath, { singleDollarTextMath: boolean }] = [remarkMath, { singleDollarTextMath: false }];

interface TreeNode {
  readonly children?: readonly TreeNode[];
}

/** Fails on a tree that is deeper than what the parts behind it, which call themselves, can go down. */
const refuseDeep = () => (tree: TreeNode) => {
  let level: readonly TreeNode[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw new RangeError('This text nests too deeply.');
    level = level.flatMap(({ children }) => children ?? []);
  }
};
