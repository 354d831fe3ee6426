import { Check, Copy, WrapText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ExtraProps } from 'react-markdown';
import { useCopy } from '../../../components/useCopy.ts';
import './CodeBlock.css';

type Element = NonNullable<ExtraProps['node']>;

/** Lines shown before "Show all": more would push the rest of the answer out of reach. */
const LINES = 400;

/** A block of code: its language, Copy, and a switch that wraps long lines. */
export function CodeBlock({ node, children }: { node: Element | undefined; children: ReactNode }) {
  const [wrap, setWrap] = useState(false);
  const [all, setAll] = useState(false);
  const { copied, copy } = useCopy();
  const code = node ? textOf(node).replace(/\n$/, '') : '';
  const lines = code.split('\n').length;
  const language = node ? languageOf(node) : null;
  return (
    <figure className="code" aria-label={language ? `Code, ${language}` : 'Code'}>
      <figcaption className="code-head">
        <span>{language ?? 'code'}</span>
        <button type="button" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          <WrapText aria-hidden="true" />
          Wrap
        </button>
        <button type="button" onClick={() => void copy(code)}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {copied ? 'Copied' : 'Copy'}
        </button>
      </figcaption>
      {/* Focusable, because code that scrolls sideways must do so by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={`${wrap ? 'wrap' : ''} ${lines > LINES && !all ? 'capped' : ''}`} tabIndex={0}>
        {children}
      </pre>
      {lines > LINES ? (
        <button type="button" className="code-all" onClick={() => setAll(!all)}>
          {all ? 'Show less' : `Show all ${lines.toLocaleString()} lines`}
        </button>
      ) : null}
    </figure>
  );
}

function textOf(node: Element | Element['children'][number]): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function languageOf(pre: Element): string | null {
  const [code] = pre.children;
  const names = code?.type === 'element' ? code.properties['className'] : null;
  const name = Array.isArray(names) ? names.find((one) => String(one).startsWith('language-')) : undefined;
  return name === undefined ? null : String(name).slice('language-'.length);
}
